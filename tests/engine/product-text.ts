/** A PRODUCT.yaml that says all that one must say. */
export const productText = `vendor: Acme
name: Acme Registry
version: 2.8.0
website_url: https://acme.example
documentation_url: https://acme.example/docs
type: distribution
description: A registry
`;
