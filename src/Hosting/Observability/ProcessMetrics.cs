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
    /// <summary>Client settings of the log that name certificates, with their value of the label.</summary>
    private static readonly (string Key, string? PasswordKey, string Label)[] Certificates =
    [
        ("Log:Settings:ssl.certificate.location", null, "log_client"),
        ("Log:Settings:ssl.ca.location", null, "log_authority"),
        (ServerCertificateFiles.Section + ":Path", ServerCertificateFiles.Section + ":Password", "server"),
    ];

    /// <summary>Registers the metrics.</summary>
    public ProcessMetrics(CollectorRegistry registry, IOptions<CycleOptions> cycle, IConfiguration configuration)
    {
        var make = Metrics.WithCustomRegistry(registry);
        DotNetStats.Register(registry);
        var version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        make.CreateGauge("slams_build_info", "1, with the version of the software.", "version").WithLabels(version).Set(1);
        make.CreateGauge("slams_cycle_interval_seconds", "Time between analyses, of the settings.").Set(cycle.Value.Interval.TotalSeconds);
        var pauses = make.CreateCounter("dotnet_gc_pause_seconds_total", "Time for which the garbage collector has stopped the process.");
        var heap = make.CreateGauge("dotnet_gc_heap_bytes", "Size of the managed heap after the last collection, fragments included.");
        var expiry = make.CreateGauge("slams_certificate_expiry_timestamp_seconds", "When the first certificate of a file ends.", "certificate");
        var files = Certificates.Select(one => (Path: configuration[one.Key], Password: one.PasswordKey is { } key ? configuration[key] : null, one.Label))
            .Where(one => !string.IsNullOrEmpty(one.Path)).ToArray();
        registry.AddBeforeCollectCallback(() =>
        {
            pauses.IncTo(GC.GetTotalPauseDuration().TotalSeconds);
            heap.Set(GC.GetGCMemoryInfo().HeapSizeBytes);
            // Read each time: certificates are renewed in their place.
            foreach (var (path, password, label) in files)
            {
                if (CertificateFile.FirstEnd(path!, password) is { } end)
                {
                    expiry.WithLabels(label).SetToTimeUtc(end);
                }
            }
        });
    }
}
