/**
 * What the child process of the demo broker runs, given the path of node-rdkafka and the number of brokers.
 * Plain JavaScript, because a child process cannot run our TypeScript under test. The channel to the parent closes when the parent
 * ends, by kill -9 too, and the child then ends itself. Ctrl-C reaches the whole group: the child leaves it to the parent, which
 * may still have messages to deliver.
 */
export const DEMO_BROKER_SCRIPT = `
const [binding, brokers] = process.argv.slice(-2);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
const { Producer } = require(binding);
const owner = new Producer({ 'test.mock.num.brokers': Number(brokers) }, {});
owner.connect({ allTopics: false, timeout: 10000 }, (error, metadata) => {
  if (error) process.send({ error: error.message });
  else process.send({ bootstrap: metadata.brokers.map(({ host, port }) => host + ':' + port).join(',') });
});
`;
