using Slams.Hosting.Configuration;

namespace Slams.Publisher.Configuration;

/// <summary>One bucket of S3-compatible object storage, <c>Publisher:S3:N</c>.</summary>
public sealed class S3Options
{
    /// <summary>Short name: its place in the log and its metrics go by it.</summary>
    public string Name { get; set; } = "";

    /// <summary>Address of the store, http or https; empty for that of AWS in <see cref="Region"/>.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Region that requests are signed for; <c>us-east-1</c> with an endpoint that is not told otherwise.</summary>
    public string Region { get; set; } = "";

    /// <summary>The bucket, which must be there.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>What all keys begin with, for example <c>slams/live</c>; <c>latest.json</c> lies there.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Layout below the prefix; that of the files when null.</summary>
    public string? Layout { get; set; }

    /// <summary>Whether the bucket is named in the path instead of the host, as most compatible stores want it.</summary>
    public bool ForcePathStyle { get; set; }

    /// <summary>Identifier of the access key; empty for the default chain of the AWS SDK.</summary>
    public string AccessKeyId { get; set; } = "";

    /// <summary>The access key. Never logged.</summary>
    [Secret]
    public string SecretAccessKey { get; set; } = "";

    /// <summary>Whether the netCDF file of each cycle is put there, and <c>latest.json</c>.</summary>
    public bool NetCdf { get; set; } = true;

    /// <summary>Whether the Zarr store of each run is kept there, with a place of its own in the log.</summary>
    public bool Zarr { get; set; }

    /// <summary>Whether the CSV of station departures is put there as well.</summary>
    public bool Feedback { get; set; }

    /// <summary>Whether the Parquet table of station departures is put there as well.</summary>
    public bool Parquet { get; set; }

    /// <summary>How long the objects of cycles, and cycles in Zarr stores, are kept; for ever by default.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(1);
}
