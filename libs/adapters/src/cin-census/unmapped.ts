/** What the census has and the child record deliberately does not carry, with the reason. Parts of a child are listed in each record that holds them. */
export const UNMAPPED: readonly { readonly path: string; readonly reason: string }[] = [
  { path: 'Header/Source/SourceLevel', reason: 'Says that a local authority sends, which the adapter says already' },
  { path: 'Header/Content', reason: 'Lists the modules of the file, which its elements show' },
  {
    path: 'CINdetails/InitialAssessments',
    reason: 'Initial assessments ended in 2013 to 2014; their elements could not be read in a source',
  },
  { path: 'CINdetails/CoreAssessments', reason: 'Core assessments ended in 2013 to 2014; their elements could not be read in a source' },
  { path: '@nil', reason: 'Says to XML tools that an element is empty, which its emptiness says already' },
];

/** The reason a path is not carried, or undefined when it should have been. */
export function reasonFor(path: string): string | undefined {
  return UNMAPPED.find((entry) => path === entry.path || path.endsWith(`/${entry.path}`))?.reason;
}
