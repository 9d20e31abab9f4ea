/** What every transport of files can be told; each setting has a default. */
export interface FileSettings {
  /** Seconds between two looks at the folder; default 2 (SFTP: 30). */
  readonly everySeconds?: number;
  /** So many files refused one after another stop the feed until a person has looked; default 5. */
  readonly stopAfter?: number;
  /** Content-Type of every file; default: by the ending of its name. */
  readonly contentType?: string;
}

/** How a file says that it is whole. */
export interface ReadySettings {
  /** stable (default): size and time do not change. rename: at once, for it was renamed when whole. marker: `<name>.ready` lies beside it. */
  readonly ready?: 'stable' | 'rename' | 'marker';
  /** Looks in a row that must see the same size and time, where ready is stable; default 3. */
  readonly looks?: number;
}

export const FILE_SETTINGS = {
  everySeconds: {
    type: 'number',
    minimum: 0.1,
    maximum: 3600,
    description: 'Seconds between two looks at the folder; default 2, over SFTP 30.',
  },
  stopAfter: {
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    description: 'So many files refused one after another stop the feed until the quarantine folder has been emptied; default 5.',
  },
  contentType: {
    type: 'string',
    minLength: 3,
    maxLength: 200,
    description: 'Content-Type of every file; default: by the ending of its name (.xml, .json, .csv, .zip, with or without .gz).',
  },
} as const;

export const READY_SETTINGS = {
  ready: {
    enum: ['stable', 'rename', 'marker'],
    description:
      'How a file says that it is whole. stable (default): its size and time are the same over several looks. rename: as soon as it lies there, because it is written under another name (*.tmp, *.part, .name) and renamed. marker: <name>.ready lies beside it.',
  },
  looks: {
    type: 'integer',
    minimum: 2,
    maximum: 100,
    description: 'Looks in a row that must see the same size and time where ready is stable; default 3.',
  },
} as const;
