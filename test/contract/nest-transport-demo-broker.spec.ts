import { demoBrokerUnderTest } from '../support/broker-under-test.js';
import { nestTransportSuite } from '../support/nest-transport-suite.js';

nestTransportSuite('the demo broker', demoBrokerUnderTest);
