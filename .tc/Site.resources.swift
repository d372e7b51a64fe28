struct PackageResources {
static let forms_py: [UInt8] = []
static let namiki_css: [UInt8] = []
static let panes_js: [UInt8] = []
static let print_py: [UInt8] = []
}
