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

    private static async Task<(Dictionary<object, object> Scaler, RenderedChart Others)> RenderAsync(params string[] arguments)
    {
        var documents = (await HelmTool.Of(4).TemplateAsync(arguments)).Well().Output.Split("\n---\n");
        var scaler = Assert.Single(documents, document => document.Contains("kind: ScaledObject", StringComparison.Ordinal));
        var others = new RenderedChart(string.Join("\n---\n", documents.Where(document => document != scaler)), "");
        return (new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(scaler), others);
    }

    private static Dictionary<object, object> Map(object node) => (Dictionary<object, object>)node;
}
