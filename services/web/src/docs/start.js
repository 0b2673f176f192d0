// Shows the document that the page names. Nothing is sent from here: tokens are not for browsers.
const place = document.getElementById('api')
window.SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  supportedSubmitMethods: [],
  validatorUrl: null,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  plugins: [
    { wrapComponents: { authorizeBtn: () => () => null, authorizeOperationBtn: () => () => null } },
  ],
})
