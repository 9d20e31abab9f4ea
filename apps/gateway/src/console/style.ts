/** Style of the pages: system fonts, dark on light, readable at 400 % and on paper. */
export const STYLE = `
body { font-family: system-ui, sans-serif; line-height: 1.5; color: #0b0c0c; background: #fff; margin: 0; }
header { background: #0b0c0c; color: #fff; padding: 0.5rem 1rem; }
.product { font-weight: bold; margin: 0; }
main { max-width: 64rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.4rem 0.6rem 0.4rem 0; border-bottom: 1px solid #b1b4b6; vertical-align: top; overflow-wrap: anywhere; }
.notice { border-left: 0.4rem solid #1d70b8; padding-left: 0.8rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
a { color: #1d70b8; }
a:focus { outline: 3px solid #fd0; background: #fd0; color: #0b0c0c; }
`;
