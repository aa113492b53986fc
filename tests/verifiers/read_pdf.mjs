// Reads PDFs as pdf.js does in browsers. In: paths as arguments. Out: one line of JSON, for each path {marked, title,
// language, attached, outside, parts: [{role, text, alt, page}, …]}; outside is text that no tag holds.
import {readFileSync} from 'node:fs';
import {getDocument, VerbosityLevel} from 'pdfjs-dist/legacy/build/pdf.mjs';

// pdf.js gives text in pieces, each marked with the id of the tag that it belongs to; without one it is decoration.
async function texts(page) {
  const found = {};
  const open = [];
  for(const item of (await page.getTextContent({includeMarkedContent: true})).items) {
    if(item.type?.startsWith('beginMarkedContent')) open.push(item.tag === 'Artifact' ? 'decoration' : item.id);
    else if(item.type === 'endMarkedContent') open.pop();
    else if(item.str.trim()) {
      const inside = open.includes('decoration') ? 'decoration' : open.findLast(Boolean) ?? 'outside';
      found[inside] = `${found[inside] ?? ''}${item.str} `;
    }
  }
  return found;
}

function parts(node, found, page) {
  const inner = (node.children ?? []).flatMap(child => parts(child, found, page));
  if(!node.role) return inner;
  const text = (node.children ?? []).map(child => found[child.id] ?? '').join('');
  return [{role: node.role, text: text.trim(), alt: node.alt ?? '', page}, ...inner];
}

async function read(path) {
  const data = new Uint8Array(readFileSync(path));
  const file = await getDocument({data, verbosity: VerbosityLevel.ERRORS}).promise;
  const told = {outside: '', parts: []};
  for(let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const found = await texts(page);
    told.outside += found.outside ?? '';
    told.parts.push(...parts(await page.getStructTree(), found, number));
  }
  const {info} = await file.getMetadata();
  const attached = Object.keys(await file.getAttachments() ?? {});
  return {marked: (await file.getMarkInfo())?.Marked, title: info.Title, language: info.Language, attached, ...told};
}

const answers = {};
for(const path of process.argv.slice(2)) answers[path] = await read(path);
console.log(JSON.stringify(answers));
