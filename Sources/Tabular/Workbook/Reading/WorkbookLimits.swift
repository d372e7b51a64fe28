/// How much a workbook may hold, so that a small file cannot fill the memory.
public struct WorkbookLimits: Hashable, Sendable {
    /// Bytes of the file.
    public var bytesMax: Int
    /// Parts in the archive.
    public var entriesMax: Int
    /// Bytes of one part, unpacked.
    public var entryBytesMax: Int
    /// Bytes of all parts that are read, unpacked.
    public var unpackedBytesMax: Int
    /// How many times larger a part may be unpacked, once it is larger than `ratioFreeBytes`.
    public var ratioMax: Int
    /// Cells of all sheets that hold something.
    public var cellsMax: Int
    /// Sheets of all kinds.
    public var sheetsMax: Int
    /// Merged ranges, column settings, defined names, cell formats: of each kind in one part.
    public var itemsMax: Int

    /// Small parts of a few repeated words may shrink a thousandfold and harm nobody.
    public static let ratioFreeBytes = 4 << 20
    /// Elements inside elements; workbooks need about twelve.
    public static let depthMax = 64

    /// 100 MiB, 1,000 parts, 512 MiB a part, 1 GiB in all, 200-fold, 5,000,000 cells, 255 sheets, 100,000 items.
    public init(
        bytesMax: Int = 100 << 20, entriesMax: Int = 1_000, entryBytesMax: Int = 512 << 20,
        unpackedBytesMax: Int = 1 << 30, ratioMax: Int = 200, cellsMax: Int = 5_000_000, sheetsMax: Int = 255,
        itemsMax: Int = 100_000
    ) {
        self.bytesMax = bytesMax
        self.entriesMax = entriesMax
        self.entryBytesMax = entryBytesMax
        self.unpackedBytesMax = unpackedBytesMax
        self.ratioMax = ratioMax
        self.cellsMax = cellsMax
        self.sheetsMax = sheetsMax
        self.itemsMax = itemsMax
    }
}
