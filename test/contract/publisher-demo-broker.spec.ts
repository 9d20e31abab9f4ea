import { demoBrokerUnderTest } from '../support/broker-under-test.js';
import { publisherSuite } from '../support/publisher-suite.js';

publisherSuite('the demo broker', demoBrokerUnderTest);
