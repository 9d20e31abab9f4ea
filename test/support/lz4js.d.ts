/** The one function used of lz4js, which has no typings. */
declare module 'lz4js' {
  /** Undoes an LZ4 frame. */
  const lz4: { decompress(frame: Uint8Array): Uint8Array };
  export default lz4;
}
