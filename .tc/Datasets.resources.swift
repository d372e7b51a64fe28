struct PackageResources {
static let columns_csv: [UInt8] = []
static let datasets_csv: [UInt8] = []
}
