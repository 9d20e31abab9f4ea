import { realBrokerUnderTest } from '../support/broker-under-test.js';
import { nestGroupSuite } from '../support/nest-group-suite.js';
import { nestTransportSuite } from '../support/nest-transport-suite.js';

nestTransportSuite('Apache Kafka 4.1', realBrokerUnderTest);
nestGroupSuite('Apache Kafka 4.1', realBrokerUnderTest);
