using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;
using Slams.Publisher.Files;

namespace Slams.Publisher.Delivery;

/// <summary>The exports that the settings ask for.</summary>
internal sealed class ConfiguredExports(IOptions<PublisherOptions> options, ILoggerFactory loggers)
{
    /// <summary>In a fixed order; none without settings.</summary>
    public IReadOnlyList<IExportSink> Sinks { get; } = [.. Of(options.Value, loggers)];

    private static IEnumerable<IExportSink> Of(PublisherOptions options, ILoggerFactory loggers)
    {
        if (options.Zarr.Folder.Length > 0)
        {
            yield return new ZarrSink(options.Zarr, loggers.CreateLogger<ZarrSink>());
        }
    }
}
