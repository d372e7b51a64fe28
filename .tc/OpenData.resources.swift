struct PackageResources {
static let _001_catalogue_sql: [UInt8] = []
static let _002_harvest_sql: [UInt8] = []
}
