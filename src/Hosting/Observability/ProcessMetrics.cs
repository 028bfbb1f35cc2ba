using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Prometheus;
using Slams.Hosting.Configuration;
using Slams.Hosting.Security;

namespace Slams.Hosting.Observability;

/// <summary>What every process tells of itself: version, interval of its cycles, process, garbage collection, certificates.</summary>
public sealed class ProcessMetrics
{
    private const string Server = "server";

    /// <summary>Client settings of the log that name certificates, with their value of the label.</summary>
    private static readonly (string Key, string? PasswordKey, string Label)[] Certificates =
    [
        ("Log:Settings:ssl.certificate.location", null, "log_client"),
        ("Log:Settings:ssl.ca.location", null, "log_authority"),
        (ServerCertificateFiles.Section + ":Path", ServerCertificateFiles.Section + ":Password", Server),
    ];

    /// <summary>Registers the metrics.</summary>
    /// <param name="registry">Where.</param>
    /// <param name="cycle">Time between analyses.</param>
    /// <param name="configuration">Names the files of certificates.</param>
    /// <param name="serverEnd">When the server's certificate that is served now ends; null, or telling null, where that of the start is served.</param>
    public ProcessMetrics(CollectorRegistry registry, IOptions<CycleOptions> cycle, IConfiguration configuration, Func<DateTimeOffset?>? serverEnd = null)
    {
        var make = Metrics.WithCustomRegistry(registry);
        DotNetStats.Register(registry);
        var version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        make.CreateGauge("slams_build_info", "1, with the version of the software.", "version").WithLabels(version).Set(1);
        make.CreateGauge("slams_cycle_interval_seconds", "Time between analyses, of the settings.").Set(cycle.Value.Interval.TotalSeconds);
        var pauses = make.CreateCounter("dotnet_gc_pause_seconds_total", "Time for which the garbage collector has stopped the process.");
        var heap = make.CreateGauge("dotnet_gc_heap_bytes", "Size of the managed heap after the last collection, fragments included.");
        var expiry = make.CreateGauge("slams_certificate_expiry_timestamp_seconds", "When the first certificate of a file ends, or of what is in use of it if that is sooner.", "certificate");
        var files = Certificates.Select(one => (Path: configuration[one.Key], Password: one.PasswordKey is { } key ? configuration[key] : null, one.Label))
            .Where(one => !string.IsNullOrEmpty(one.Path))
            .Select(one => (one.Path, one.Password, one.Label, AtStart: CertificateFile.FirstEnd(one.Path!, one.Password))).ToArray();
        registry.AddBeforeCollectCallback(() =>
        {
            pauses.IncTo(GC.GetTotalPauseDuration().TotalSeconds);
            heap.Set(GC.GetGCMemoryInfo().HeapSizeBytes);
            // Read each time: certificates are renewed in their place. But the client of the log goes on with what it found when it was made, and the
            // server with the one before where it cannot use the new one.
            foreach (var (path, password, label, atStart) in files)
            {
                var used = (label == Server ? serverEnd?.Invoke() : null) ?? atStart;
                if (Sooner(used, CertificateFile.FirstEnd(path!, password)) is { } end)
                {
                    expiry.WithLabels(label).SetToTimeUtc(end);
                }
            }
        });
    }

    private static DateTimeOffset? Sooner(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
