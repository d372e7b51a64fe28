import Storage

/// The tables of this layer, in order.
public enum WardMigrations {
    public static let all = Migration.numbered(
        "ward",
        [
            PackageResources._001_organisation_sql, PackageResources._002_people_sql, PackageResources._003_audit_sql,
            PackageResources._004_evidence_sql, PackageResources._005_seals_sql, PackageResources._006_jobs_sql,
            PackageResources._007_settings_sql, PackageResources._008_job_runs_sql,
            PackageResources._009_rendering_versions_sql, PackageResources._010_unit_contacts_sql,
            PackageResources._011_effects_sql, PackageResources._012_ticks_sql, PackageResources._013_signatures_sql,
            PackageResources._020_second_person_sql, PackageResources._021_single_sign_on_sql,
            PackageResources._022_access_tokens_sql, PackageResources._023_notifications_sql,
            PackageResources._031_rosters_sql, PackageResources._032_work_orders_sql,
            PackageResources._033_strangers_sql, PackageResources._034_taken_orders_sql,
        ])
}
