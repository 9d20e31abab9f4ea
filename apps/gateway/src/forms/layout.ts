import { html, type Html } from '../console/html.js';

/** A page for people outside the hub: no script, nothing loaded from elsewhere. */
export function page(title: string, main: Html): string {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - MASH Gateway</title>
        <link rel="stylesheet" href="/forms/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to main content</a>
        <header><p class="product">MASH Gateway</p></header>
        <main id="main">${main}</main>
      </body>
    </html>`.html;
}
