extension BatchProgram {
    /// Runs all steps for everybody.
    ///
    /// People go through in rounds of so many words that the slots of all steps stay in the processor's cache. A step that is
    /// decided for everybody is worked out once instead of twice, and a step that no result needs not at all.
    public func run(_ columns: BatchColumns) -> BatchResult {
        let layout = BatchLayout(self, columns)
        // People beyond the last one are no people.
        let rest = UInt64(columns.count & 63)
        let mask: UInt64 = rest == 0 ? .max : (1 << rest) - 1
        let scratch = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: layout.scratchWords)
        defer { scratch.deallocate() }
        let storage = [UInt64](unsafeUninitializedCapacity: layout.resultWords) { results, count in
            columns.storage.withUnsafeBufferPointer { inputs in
                let memory = BatchMemory(inputs: inputs, results: results, scratch: scratch)
                for start in stride(from: 0, to: columns.words, by: BatchLayout.roundWords) {
                    let round = BatchRound(
                        layout: layout, memory: memory, start: start,
                        count: min(BatchLayout.roundWords, columns.words - start))
                    for step in layout.work { round.fill(step) }
                    for copy in layout.copies { round.copy(copy) }
                }
            }
            if columns.words > 0 {
                for end in stride(from: columns.words - 1, to: layout.resultWords, by: columns.words) {
                    results[end] &= mask
                }
            }
            count = layout.resultWords
        }
        return BatchResult(
            count: columns.count, ids: results.map(\.id), words: columns.words, places: layout.results, storage: storage
        )
    }
}
