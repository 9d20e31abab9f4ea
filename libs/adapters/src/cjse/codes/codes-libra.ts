import { codeTable } from '../../kit/code-table.js';

/*
 * Code lists of the Libra Standard Prosecutor Interface, as the police's own system for court results has them
 * (ministryofjustice/bichard7-next-data, bichard7-next-core). The lists have no URIs; these names are ours.
 */

/** SPI Plea. The list has two codes for guilty. */
export const SPI_PLEA = codeTable('libra-spi/plea', 'unknown', [
  ['1', 'G', 'Guilty'],
  ['2', 'NG', 'Not guilty'],
  ['3', 'NONE', 'No plea'],
  ['4', 'CON', 'Consents'],
  ['6', 'G', 'Guilty'],
  ['7', 'ADM', 'Admits'],
  ['8', 'DEN', 'Denies'],
]);

/** SPI BailStatus and BailStatusOffence. */
export const SPI_BAIL = codeTable('libra-spi/bail-status', 'unknown', [
  ['A', 'NA', 'Not applicable'],
  ['B', 'CB', 'Conditional bail'],
  ['C', 'PR', 'Custody (remand)'],
  ['L', 'LA', 'Care of the local authority'],
  ['P', 'PB', 'Custody (police)'],
  ['S', 'SA', 'Secure accommodation'],
  ['U', 'UB', 'Unconditional bail'],
]);

/** SPI Finding. */
export const SPI_FINDING = codeTable('libra-spi/finding', 'unknown', [
  ['G', 'G', 'Guilty'],
  ['N', 'NG', 'Not guilty'],
]);

/** SPI ObservedEthnicity: the IC codes without their letters; 9 stands for not recorded. */
export const SPI_OBSERVED_ETHNICITY = codeTable('libra-spi/observed-ethnicity', 'unknown', [
  ['0', 'ic0', 'Not recorded or not known'],
  ['1', 'ic1', 'White, north European'],
  ['2', 'ic2', 'White, south European'],
  ['3', 'ic3', 'Black'],
  ['4', 'ic4', 'Asian'],
  ['5', 'ic5', 'Chinese, Japanese or other south-east Asian'],
  ['6', 'ic6', 'Arab or north African'],
  ['9', 'ic9', 'Unknown'],
]);

/** SPI DocumentationLanguage and HearingLanguage. */
export const SPI_LANGUAGE = codeTable('libra-spi/language', 'unknown', [
  ['E', 'en', 'English'],
  ['W', 'cy', 'Welsh'],
]);
