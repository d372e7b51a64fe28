-- Why a further edition of a sealed report is being written; empty while none is.
ALTER TABLE report ADD COLUMN correction TEXT;
