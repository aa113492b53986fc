/* The browser side of a block page: starts each block, and gives it what the platform's page has. */
(function () {
  "use strict";

  var runtime = {
    handlerUrl: function (element, handler, suffix, query) {
      var block = $(element).closest(".xblock");
      return block.data("handlers") + handler + (suffix ? "/" + suffix : "") + (query ? "?" + query : "");
    },
    notify: function () {},
  };

  function start(element) {
    var init = window[element.dataset.init];
    var data = element.querySelector(":scope > .xblock-json-init-args");
    if (init) {
      new init(runtime, element, data ? JSON.parse(data.textContent) : {});
    }
  }

  function cookie(name) {
    var found = document.cookie.match("(?:^|; )" + name + "=([^;]*)");
    return found ? decodeURIComponent(found[1]) : "";
  }

  $(document).ajaxSend(function (event, request, options) {
    if (!options.crossDomain) {
      request.setRequestHeader("X-CSRFToken", cookie("csrftoken"));
    }
  });
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll(".xblock[data-init]").forEach(start);
  });

  // The names below are the platform's; the question block calls them.
  $.postWithPrefix = $.post;
  $.ajaxWithPrefix = $.ajax;
  window.Logger = { log: function () {} };
  window.SR = {
    readText: function (text) {
      document.getElementById("block-status").textContent = text;
    },
    readTexts: function (texts) {
      window.SR.readText(texts.join(" "));
    },
  };
  window.edx = {
    StringUtils: {
      interpolate: function (text, values) {
        return text.replace(/{(\w+)}/g, function (whole, name) {
          return String(values[name]).replace(/\.0$/, "");
        });
      },
    },
  };
  window._ = {
    bind: function (method, self) {
      return method.bind(self);
    },
    escape: function (text) {
      return $("<i>").text(text).html();
    },
    extend: Object.assign,
    mapObject: function (object, change) {
      return Object.fromEntries(
        Object.entries(object).map(function (pair) {
          return [pair[0], change(pair[1])];
        }),
      );
    },
  };
})();
