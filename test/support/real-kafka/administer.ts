import kafkajs, { type AclEntry, type Admin } from 'kafkajs';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ConfigResourceTypes, Kafka, ResourcePatternTypes, logLevel } = kafkajs;

/** What Kafka's administrator does, with a client that is not ours. */
export interface Administrator {
  /** Nobody may write to the topic any more; what else anybody does with it stays allowed. @returns takes it back */
  denyWriting(topic: string): Promise<() => Promise<void>>;
  /** Nobody may create this topic. @returns takes it back */
  denyCreating(topic: string): Promise<() => Promise<void>>;
  setMinInSync(topic: string, replicas: number): Promise<void>;
}

export function administrator(bootstrap: string): Administrator {
  const asAdmin = async (work: (admin: Admin) => Promise<unknown>): Promise<void> => {
    const admin = new Kafka({ clientId: 'administrator', brokers: bootstrap.split(','), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      await work(admin);
    } finally {
      await admin.disconnect();
    }
  };
  const rules = async (acl: AclEntry[]): Promise<() => Promise<void>> => {
    await asAdmin((admin) => admin.createAcls({ acl }));
    return () => asAdmin((admin) => admin.deleteAcls({ filters: acl }));
  };
  return {
    denyWriting: (topic) => rules([everythingBut(topicOf(topic)), { ...everythingBut(topicOf(topic)), ...denied('WRITE') }]),
    denyCreating: (topic) =>
      rules([
        everythingBut(topicOf(topic)),
        { ...everythingBut(topicOf(topic)), ...denied('CREATE') },
        everythingBut(CLUSTER),
        { ...everythingBut(CLUSTER), ...denied('CREATE') },
      ]),
    setMinInSync: (topic, replicas) =>
      asAdmin((admin) =>
        admin.alterConfigs({
          validateOnly: false,
          resources: [
            { type: ConfigResourceTypes.TOPIC, name: topic, configEntries: [{ name: 'min.insync.replicas', value: String(replicas) }] },
          ],
        }),
      ),
  };
}

type Resource = Pick<AclEntry, 'resourceType' | 'resourceName'>;

const CLUSTER: Resource = { resourceType: AclResourceTypes.CLUSTER, resourceName: 'kafka-cluster' };

function topicOf(name: string): Resource {
  return { resourceType: AclResourceTypes.TOPIC, resourceName: name };
}

/** The authorizer allows what no rule names; once one does, everything else must be allowed too. A denial is stronger. */
function everythingBut(resource: Resource): AclEntry {
  return {
    ...resource,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    principal: 'User:*',
    host: '*',
    operation: AclOperationTypes.ALL,
    permissionType: AclPermissionTypes.ALLOW,
  };
}

function denied(operation: 'WRITE' | 'CREATE'): Pick<AclEntry, 'operation' | 'permissionType'> {
  return { operation: AclOperationTypes[operation], permissionType: AclPermissionTypes.DENY };
}
