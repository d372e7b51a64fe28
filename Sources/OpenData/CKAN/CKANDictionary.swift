import Japanese
import Site
import Ward

/// Datasets, tables, sections and licences in the dictionaries of CKAN.
enum CKANDictionary {
    static func package(_ entry: Catalogue.Entry, site: String) -> JSON {
        let dataset = entry.dataset
        let extras: [(String, String?)] = [
            ("frequency", dataset.frequency.title), ("credit", entry.credit(at: site)), ("annex", dataset.annex),
            ("provenance", dataset.provenance), ("standard", dataset.standard), ("contact", dataset.contact),
            ("sample", dataset.isSample ? "見本" : nil),
        ]
        return [
            "id": .string(dataset.id.text), "name": .string(dataset.name), "title": .string(dataset.title),
            "notes": .string(dataset.notes), "url": .string(site + dataset.publicPath), "author": nil,
            "author_email": nil, "maintainer": nil, "maintainer_email": nil, "version": nil, "type": "dataset",
            "state": .string(dataset.isPublic ? "active" : "draft"), "private": .bool(!dataset.isPublic),
            "isopen": true,
            "license_id": .string(dataset.licence.rawValue), "license_title": .string(dataset.licence.title),
            "license_url": .string(dataset.licence.address), "owner_org": .string(entry.organisation.name),
            "organization": organisation(entry.organisation), "groups": .array(dataset.themes.map(group)),
            "tags": .array(dataset.tags.map(tag)), "num_tags": JSON(dataset.tags.count),
            "resources": .array(
                entry.tables.enumerated().map { resource($1, of: entry, position: $0, site: site) }),
            "num_resources": JSON(entry.tables.count), "metadata_created": .string(moment(dataset.createdAt)),
            "metadata_modified": .string(moment(entry.updatedAt)),
            "extras": .array(
                extras.compactMap { key, value in value.map { ["key": .string(key), "value": .string($0)] } }),
            "relationships_as_object": [], "relationships_as_subject": [], "creator_user_id": nil,
        ]
    }

    /// - Parameter position: among the tables of the dataset, from 0.
    static func resource(_ table: Catalogue.Table, of entry: Catalogue.Entry, position: Int, site: String) -> JSON {
        let release = table.latest
        return [
            "id": .string(table.resource.id.text), "package_id": .string(entry.dataset.id.text),
            "name": .string(table.resource.title),
            "description": .string("第\(release.number ?? 0)版、\(release.rowCount)行"),
            "url": .string(site + PublicPlace.path(entry, table, release) + "/data.csv"), "url_type": nil,
            "format": "CSV", "mimetype": "text/csv", "size": JSON(release.size),
            "hash": .string("sha256:\(release.content)"),
            // Of its release, where the dataset has another by now.
            "license": .string(release.licence(in: entry.dataset).address),
            "created": .string(moment(release.handedAt)),
            "last_modified": .string(moment(release.releasedAt ?? release.handedAt)),
            "metadata_modified": .string(moment(release.releasedAt ?? release.handedAt)), "datastore_active": true,
            "position": JSON(position), "state": "active", "resource_type": nil,
        ]
    }

    static func organisation(_ organisation: Catalogue.Organisation) -> JSON {
        [
            "id": .string(organisation.name), "name": .string(organisation.name), "title": .string(organisation.title),
            "display_name": .string(organisation.title), "description": "", "image_url": "", "type": "organization",
            "is_organization": true, "state": "active", "approval_status": "approved",
        ]
    }

    static func group(_ theme: Theme) -> JSON {
        [
            "id": .string(theme.rawValue), "name": .string(theme.rawValue), "title": .string(theme.title),
            "display_name": .string(theme.title), "description": "", "image_display_url": "", "type": "group",
            "is_organization": false, "state": "active",
        ]
    }

    static func tag(_ name: String) -> JSON {
        [
            "id": .string(name), "name": .string(name), "display_name": .string(name), "state": "active",
            "vocabulary_id": nil,
        ]
    }

    static func licence(_ licence: Licence) -> JSON {
        [
            "id": .string(licence.rawValue), "title": .string(licence.title), "url": .string(licence.address),
            "status": "active", "od_conformance": "approved", "osd_conformance": "not reviewed",
            "domain_content": true, "domain_data": true, "domain_software": false, "family": "", "is_generic": false,
            "maintainer": "",
        ]
    }

    /// As CKAN writes moments: UTC without saying so.
    static func moment(_ moment: Timestamp) -> String {
        // Moments are shown in the time of Japan, nine hours ahead.
        let shifted = moment.adding(seconds: -9 * 3_600)
        let time = shifted.timeOfDay
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(shifted.date)T\(two(time.hour)):\(two(time.minute)):\(two(time.second)).000000"
    }
}
