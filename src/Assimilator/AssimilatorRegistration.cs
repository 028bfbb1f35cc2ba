using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Slams.Assimilator.Members;
using Slams.Assimilator.Observability;
using Slams.Diffusion.Analysts;
using Slams.Hosting.Configuration;
using Slams.Hosting.Ingest;
using Slams.Hosting.Resilience;
using Slams.Streaming;

namespace Slams.Assimilator;

/// <summary>Adds the assimilator to a host.</summary>
public static class AssimilatorRegistration
{
    /// <summary>Configuration section of the analysis.</summary>
    public const string AnalysisSection = "Analysis";

    /// <summary>Adds the worker with the settings of sections <c>Assimilator</c> and <c>Analysis</c>.</summary>
    public static IHostApplicationBuilder AddAssimilator(this IHostApplicationBuilder builder)
    {
        builder.AddCheckedOptions<AssimilatorOptions>(AssimilatorOptions.Section);
        builder.Services.PostConfigure<AssimilatorOptions>(options => options.Group = string.IsNullOrWhiteSpace(options.Group)
            ? AssimilatorOptions.GroupOf(builder.Configuration[$"{RunOptions.Section}:{nameof(RunOptions.TopicPrefix)}"] ?? new RunOptions().TopicPrefix)
            : options.Group);
        builder.AddCheckedOptions<AnalystOptions>(AnalysisSection);
        builder.Services.AddSingleton<AssimilatorState>();
        builder.Services.AddSingleton<IStartsFirst>(services => services.GetRequiredService<AssimilatorState>());
        builder.Services.TryAddSingleton<IAnalystFactory, LatentAnalystFactory>();
        builder.Services.AddSingleton<CycleProvenance>();
        builder.Services.AddSingleton<CycleAnalysis>();
        builder.Services.AddSingleton<AnalysisMetrics>();
        builder.Services.AddSingleton(services => new ProbedTopic(services.GetRequiredService<Topics>().Readings));
        builder.Services.AddSingleton(services => new ProbedTopic(services.GetRequiredService<Topics>().Frames));
        builder.Services.AddSingleton<MemberTopics>();
        builder.Services.AddSingleton<MemberDesk>();
        builder.Services.AddSingleton<MemberMetrics>();
        builder.Services.AddSingleton<MemberSharding>();
        builder.Services.AddSingleton<JobWork>();
        builder.Services.AddSingleton<MemberWorker>();
        builder.Services.AddHostedService<AssimilatorService>();
        builder.Services.AddHostedService(services => services.GetRequiredService<MemberWorker>());
        builder.Services.AddHealthChecks()
            .AddCheck<AssimilatorLiveness>("assimilator-alive", tags: ["live"])
            .AddCheck<MemberLiveness>("members-alive", tags: ["live"])
            .AddCheck<AssimilatorReadiness>("assimilator-ready", HealthStatus.Unhealthy, tags: ["ready"]);
        return builder;
    }

    /// <summary>Begins to load the model of a host that is built: the rest of its start goes on meanwhile, and the worker waits for the model.</summary>
    public static void BeginLoadingModel(this IHost host) =>
        // Why it cannot be loaded, or what is wrong with the settings, the start of the host says once more.
        _ = Task.Run(() => host.Services.GetRequiredService<CycleAnalysis>().Load()).ContinueWith(
            load => _ = load.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
