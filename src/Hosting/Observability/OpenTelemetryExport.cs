using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Slams.Hosting.Observability;

/// <summary>
/// Sends spans and logs by OTLP where the standard environment variables name a receiver (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, or those of traces and
/// logs alone); the exporter reads these and all others itself. Without them nothing listens, and spans cost nothing.
/// </summary>
internal static class OpenTelemetryExport
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", Traces = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", Logs = "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT";
    private const string Off = "OTEL_SDK_DISABLED", AllSources = "Slams.*";

    public static void AddTo(IHostApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        var (traces, logs) = (Names(Endpoint) || Names(Traces), Names(Endpoint) || Names(Logs));
        if ((!traces && !logs) || string.Equals(settings[Off], "true", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES go before this name.
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(builder.Environment.ApplicationName).AddEnvironmentVariableDetector());
        if (traces)
        {
            telemetry.WithTracing(tracing => tracing.AddSource(AllSources).AddOtlpExporter());
        }

        if (logs)
        {
            telemetry.WithLogging(logging => logging.AddOtlpExporter());
        }

        bool Names(string variable) => !string.IsNullOrEmpty(settings[variable]);
    }
}
