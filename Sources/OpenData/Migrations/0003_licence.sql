-- The terms under which a release became public, for good: what its dataset says later holds for later releases.
ALTER TABLE opendata_release ADD COLUMN licence TEXT;
UPDATE opendata_release SET licence = (
    SELECT opendata_dataset.licence FROM opendata_dataset
    JOIN opendata_resource ON opendata_resource.dataset = opendata_dataset.id
    WHERE opendata_resource.id = opendata_release.resource
) WHERE number IS NOT NULL;
