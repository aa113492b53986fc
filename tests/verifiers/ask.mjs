// Asks verifiers that others wrote about a credential. In: {credential, documents: {address: document}} as JSON on
// standard input. Out: one line of JSON, {verifier: "accepted" or "refused", …, why: {verifier: text}}.
// Nothing is fetched: what isn't among the documents isn't there.
import {readFileSync} from 'node:fs';

const {credential, documents, contexts} = JSON.parse(readFileSync(0, 'utf8'));
const why = {};

globalThis.fetch = async request => {
  const url = typeof request === 'string' ? request : request.url;
  const found = documents[url];
  const headers = {'content-type': 'application/json'};
  return found ? new Response(JSON.stringify(found), {headers}) : new Response('{}', {status: 404, headers});
};

const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
const {cryptosuite} = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const vc = await import('@digitalbazaar/vc');
const {checkStatus} = await import('@digitalbazaar/vc-bitstring-status-list');
const core = await import('@digitalcredentials/verifier-core');
const schema = await import('@learncard/types');

// A key's own address gives the key; the document that names it gives the right to use it.
function load(url) {
  const [address, key] = url.split('#');
  let document = contexts[url] ?? documents[url] ?? documents[address];
  if(address.startsWith('did:web:')) {
    const did = documents[`https://${address.slice(8).replaceAll(':', '/')}/did.json`];
    document = key ? did?.verificationMethod.find(method => method.id === url) : did;
    document = key && document ? {'@context': 'https://w3id.org/security/multikey/v1', ...document} : document;
  }
  if(!document) throw new Error(`Not here: ${url}`);
  return {contextUrl: null, documentUrl: url, document};
}

async function digitalbazaar() {
  const suite = new DataIntegrityProof({cryptosuite});
  const asked = {credential, suite, documentLoader: load};
  const withStatus = options => checkStatus({...options, suite, documentLoader: load});
  const result = await vc.verifyCredential({...asked, checkStatus: withStatus, verifyMatchingIssuers: false});
  why.digitalbazaar = String(result.error?.errors?.[0] ?? result.error ?? result.statusResult?.error ?? '');
  // It calls a revoked credential verified: the status stands beside.
  const bits = result.statusResult?.results?.map(one => one.status);
  if(bits?.some(Boolean)) why.digitalbazaar = 'status';
  return result.verified && bits?.length === 1 && !bits[0];
}

async function verifierCore() {
  const result = await core.verifyCredential({credential, knownDIDRegistries: []});
  why.verifierCore = JSON.stringify(result.errors ?? result.log);
  const steps = Object.fromEntries((result.log ?? []).map(step => [step.id, step.valid]));
  return !result.errors && ['valid_signature', 'expiration', 'revocation_status'].every(step => steps[step]);
}

async function learnCard() {
  const result = schema.AchievementCredentialValidator.safeParse(credential);
  why.learnCard = JSON.stringify(result.error?.issues ?? '');
  return result.success;
}

const answers = {};
for(const ask of [digitalbazaar, verifierCore, learnCard]) {
  try {
    answers[ask.name] = await ask() ? 'accepted' : 'refused';
  } catch(error) {
    answers[ask.name] = 'refused';
    why[ask.name] = String(error);
  }
}
console.log(JSON.stringify({...answers, why}));
