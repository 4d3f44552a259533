/** Samples of everything that the contract lets cross a boundary, for every module's tests. */
package io.tanda.contract.testing;
