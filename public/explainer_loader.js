// Starts the worker of /explain. Its program lies beside it, and is the one script that it may load.
if (self.trustedTypes) {
  trustedTypes.createPolicy('default', { createScriptURL: function (url) { if (url === './explainer.js') return url; } });
}
importScripts('./explainer.js');
// A promise that fails is heard by nobody outside: an error is.
wasm_bindgen({ module_or_path: './explainer_bg.wasm' }).catch(function (error) { setTimeout(function () { throw error; }); });
