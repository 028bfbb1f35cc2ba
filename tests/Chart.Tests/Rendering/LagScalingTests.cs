using k8s.Models;
using Slams.Chart.Tests.Support;
using YamlDotNet.Serialization;

namespace Slams.Chart.Tests.Rendering;

/// <summary>The ScaledObject of KEDA, of which there is no model at hand: field by field.</summary>
public sealed class LagScalingTests(RenderedCases cases)
{
    private const string Settings =
        "publisher.lagScaling.enabled=true,publisher.lagScaling.maxReplicas=6,publisher.lagScaling.bootstrapServers=kafka.kafka.svc:9093,publisher.lagScaling.authenticationRef=keda-kafka,"
        + "kafka.tls.enabled=true,config.Run.TopicPrefix=north";

    [Fact]
    public async Task A_publisher_is_scaled_by_the_lag_of_its_first_replica()
    {
        var (scaler, others) = await RenderAsync("--set", Settings);

        Assert.Equal("keda.sh/v1alpha1", scaler["apiVersion"]);
        var (spec, set) = (Map(scaler["spec"]), Assert.Single(others.All<V1StatefulSet>()));
        Assert.Equal(
            [("apiVersion", set.ApiVersion), ("kind", set.Kind), ("name", set.Metadata.Name)],
            Map(spec["scaleTargetRef"]).Select(one => ((string)one.Key, (string)one.Value)));
        Assert.Null(set.Spec.Replicas);
        Assert.Equal(("1", "6", "30"), (spec["minReplicaCount"], spec["maxReplicaCount"], spec["pollingInterval"]));
        var trigger = Map(Assert.Single((List<object>)spec["triggers"]));
        Assert.Equal("kafka", trigger["type"]);
        Assert.Equal("keda-kafka", Map(trigger["authenticationRef"])["name"]);
        var metadata = Map(trigger["metadata"]);
        Assert.Equal("kafka.kafka.svc:9093", metadata["bootstrapServers"]);
        Assert.Equal("north.analyses", metadata["topic"]);
        Assert.Equal(("10", "true", "latest"), (metadata["lagThreshold"], metadata["allowIdleConsumers"], metadata["offsetResetPolicy"]));
        // The group that the worker really has.
        Assert.Equal(Environments.Of(others, Assert.Single(set.Spec.Template.Spec.Containers), set.Metadata.Name + "-0")["Publisher__Group"], metadata["consumerGroup"]);
    }

    [Fact]
    public async Task It_is_off_unless_asked_for_and_lint_has_nothing_to_say()
    {
        Assert.DoesNotContain("keda.sh", cases["default"].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("authenticationRef", (await HelmTool.Of(4).TemplateAsync("--set", "publisher.lagScaling.enabled=true")).Well().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", (await HelmTool.Of(4).RunAsync("lint", "--strict", Repository.Chart, "--set", Settings)).Well().Output, StringComparison.Ordinal);
        var text = await TextAsync(4);
        Assert.Equal(text, await TextAsync(3));
        // KEDA takes text alone among the settings of a trigger.
        Assert.Contains("lagThreshold: \"10\"\n", text, StringComparison.Ordinal);
        Assert.Contains("allowIdleConsumers: \"true\"\n", text, StringComparison.Ordinal);

        static async Task<string> TextAsync(int major) =>
            (await HelmTool.Of(major).TemplateAsync("--set", Settings, "--show-only", "templates/publisher.yaml")).Well().Output.Trim();
    }

    [Theory]
    [InlineData("stations", "Stations", "ingest-stations")]
    [InlineData("satellite", "Satellite", "ingest-satellite")]
    public async Task An_ingest_is_scaled_by_the_files_that_wait_for_it_up_to_its_shares(string key, string section, string component)
    {
        var settings = IngestSettings(key, section);

        var (scaler, others) = await RenderAsync("--namespace", "weather", "--set", settings);

        Assert.Equal("keda.sh/v1alpha1", scaler["apiVersion"]);
        var spec = Map(scaler["spec"]);
        var deployment = Assert.Single(others.All<V1Deployment>(), one => one.Spec.Template.Spec.Containers[0].Name == component);
        Assert.Equal(
            [("apiVersion", deployment.ApiVersion), ("kind", deployment.Kind), ("name", deployment.Metadata.Name)],
            Map(spec["scaleTargetRef"]).Select(one => ((string)one.Key, (string)one.Value)));
        Assert.Null(deployment.Spec.Replicas);
        Assert.All(others.All<V1Deployment>(), one => Assert.True(one == deployment || one.Spec.Replicas > 0));
        Assert.Equal(("2", "6", "30"), (spec["minReplicaCount"], spec["maxReplicaCount"], spec["pollingInterval"]));
        var trigger = Map(Assert.Single((List<object>)spec["triggers"]));
        Assert.Equal("prometheus", trigger["type"]);
        Assert.Equal("keda-prometheus", Map(trigger["authenticationRef"])["name"]);
        Assert.Equal(
            [
                ("serverAddress", "http://prometheus.monitoring:9090"),
                ("query", $"sum(slams_ingest_waiting_files{{namespace=\"weather\", app_kubernetes_io_instance=\"{deployment.Metadata.Labels["app.kubernetes.io/instance"]}\", source=\"{key}\"}})"),
                ("threshold", "50"), ("authModes", "bearer"),
            ],
            Map(trigger["metadata"]).Select(one => ((string)one.Key, (string)one.Value)));
        // As many shares as the instances are told of.
        Assert.Equal("8", Environments.Of(others, Assert.Single(deployment.Spec.Template.Spec.Containers), "any")[$"{section}__Shares"]);
        var text = await TextAsync(4);
        Assert.Equal(text, await TextAsync(3));
        Assert.Contains("threshold: \"50\"\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", (await HelmTool.Of(4).RunAsync("lint", "--strict", Repository.Chart, "--set", settings)).Well().Output, StringComparison.Ordinal);

        // They put different numbers of empty lines between objects.
        async Task<string> TextAsync(int major) => string.Join(
            '\n',
            (await HelmTool.Of(major).TemplateAsync("--set", settings, "--show-only", "templates/workers.yaml")).Well().Output.Split('\n').Where(line => line.Trim().Length > 0));
    }

    [Fact]
    public async Task The_assimilator_is_scaled_by_the_jobs_of_members_that_wait_up_to_its_shards()
    {
        const string settings = "assimilator.config.Assimilator.Shards=8,assimilator.lagScaling.enabled=true,assimilator.lagScaling.maxReplicas=6,config.Run.TopicPrefix=north,"
            + "kafka.bootstrapServers=kafka:9092";

        var (scaler, others) = await RenderAsync("--set", settings);

        var spec = Map(scaler["spec"]);
        var deployment = Assert.Single(others.All<V1Deployment>(), one => one.Spec.Template.Spec.Containers[0].Name == "assimilator");
        Assert.Equal(
            [("apiVersion", deployment.ApiVersion), ("kind", deployment.Kind), ("name", deployment.Metadata.Name)],
            Map(spec["scaleTargetRef"]).Select(one => ((string)one.Key, (string)one.Value)));
        Assert.Null(deployment.Spec.Replicas);
        Assert.Equal(("2", "6", "30"), (spec["minReplicaCount"], spec["maxReplicaCount"], spec["pollingInterval"]));
        var trigger = Map(Assert.Single((List<object>)spec["triggers"]));
        // Topic and group are those of the worker: MemberTopics.
        Assert.Equal(
            [("bootstrapServers", "kafka:9092"), ("consumerGroup", "north-members"), ("topic", "north.member-jobs"), ("lagThreshold", "2"), ("offsetResetPolicy", "earliest")],
            Map(trigger["metadata"]).Select(one => ((string)one.Key, (string)one.Value)));
        Assert.Equal("8", Environments.Of(others, Assert.Single(deployment.Spec.Template.Spec.Containers), "any")["Assimilator__Shards"]);
        Assert.DoesNotContain("WARNING", (await HelmTool.Of(4).RunAsync("lint", "--strict", Repository.Chart, "--set", settings)).Well().Output, StringComparison.Ordinal);
        Assert.Equal(
            (await HelmTool.Of(4).TemplateAsync("--set", settings, "--show-only", "templates/workers.yaml")).Well().Output.Split('\n').Where(line => line.Trim().Length > 0),
            (await HelmTool.Of(3).TemplateAsync("--set", settings, "--show-only", "templates/workers.yaml")).Well().Output.Split('\n').Where(line => line.Trim().Length > 0));
    }

    [Fact]
    public async Task What_is_asked_of_prometheus_can_be_given_and_nobody_need_be_named()
    {
        var (scaler, _) = await RenderAsync(
            "--set", "satellite.config.Satellite.Shares=4,satellite.input.existingClaim=frames,satellite.lagScaling.enabled=true,satellite.lagScaling.serverAddress=http://p:9090,satellite.lagScaling.query=sum(waiting)");

        var trigger = Map(Assert.Single((List<object>)Map(scaler["spec"])["triggers"]));
        Assert.Equal(["type", "metadata"], trigger.Keys.Cast<string>());
        Assert.Equal([("serverAddress", "http://p:9090"), ("query", "sum(waiting)"), ("threshold", "50")], Map(trigger["metadata"]).Select(one => ((string)one.Key, (string)one.Value)));
    }

    [Fact]
    public async Task Values_of_a_release_from_before_say_nothing_of_it()
    {
        // As `helm upgrade --reuse-values` leaves them.
        (await HelmTool.Of(4).TemplateAsync("--set", "stations.lagScaling=null,satellite.lagScaling=null,assimilator.lagScaling=null,stations.replicas=2")).Well();
    }

    [Fact]
    public async Task The_job_makes_the_topics_of_the_members()
    {
        Assert.Contains("  Assimilator__Shards: \"4\"\n", await TopicsAsync("assimilator.config.Assimilator.Shards=4"), StringComparison.Ordinal);
        Assert.DoesNotContain("Assimilator__Shards", await TopicsAsync("assimilator.config.Assimilator.Shards=0"), StringComparison.Ordinal);

        static async Task<string> TopicsAsync(string setting) =>
            (await HelmTool.Of(4).TemplateAsync("--set", $"topics.createdBy=job,{setting}", "--show-only", "templates/topics.yaml")).Well().Output;
    }

    [Fact]
    public async Task The_job_makes_the_topics_of_the_shares()
    {
        var text = (await HelmTool.Of(4).TemplateAsync("--set", "topics.createdBy=job,stations.config.Stations.Shares=6", "--show-only", "templates/topics.yaml")).Well().Output;

        Assert.Contains("  Stations__Shares: \"6\"\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Satellite__Shares", text, StringComparison.Ordinal);
    }

    private static string IngestSettings(string key, string section) =>
        $"{key}.config.{section}.Shares=8,{key}.input.accessModes={{ReadWriteMany}},{key}.lagScaling.enabled=true,{key}.lagScaling.minReplicas=2,{key}.lagScaling.maxReplicas=6,"
        + $"{key}.lagScaling.serverAddress=http://prometheus.monitoring:9090,{key}.lagScaling.authModes=bearer,{key}.lagScaling.authenticationRef=keda-prometheus";

    private static async Task<(Dictionary<object, object> Scaler, RenderedChart Others)> RenderAsync(params string[] arguments)
    {
        var documents = (await HelmTool.Of(4).TemplateAsync(arguments)).Well().Output.Split("\n---\n");
        var scaler = Assert.Single(documents, document => document.Contains("kind: ScaledObject", StringComparison.Ordinal));
        var others = new RenderedChart(string.Join("\n---\n", documents.Where(document => document != scaler)), "");
        return (new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(scaler), others);
    }

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;
}
