import type { QueryConfig, QueryResult, QueryResultRow } from 'pg';

/** A database session in which a transaction is open. */
export interface Transaction {
  query<Row extends QueryResultRow>(query: string | QueryConfig): Promise<QueryResult<Row>>;
}
