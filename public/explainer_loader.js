// Starts the worker of /explain. Its program lies beside it, and is the one script that it may load.
if (self.trustedTypes) {
  trustedTypes.createPolicy('default', { createScriptURL: function (url) { if (url === './explainer.js') return url; } });
}
importScripts('./explainer.js');
wasm_bindgen({ module_or_path: './explainer_bg.wasm' });
