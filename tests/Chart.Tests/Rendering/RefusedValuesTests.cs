using Slams.Chart.Tests.Support;

namespace Slams.Chart.Tests.Rendering;

/// <summary>Values that cannot work are refused before anything is installed, with a message that names them.</summary>
public sealed class RefusedValuesTests
{
    [Theory]
    [InlineData("assimilator.replicas=two", "/assimilator/replicas", "want integer")]
    [InlineData("assimilator.replica=2", "/assimilator", "'replica' not allowed")]
    [InlineData("config.Cycle.Interval=6h", "/config/Cycle/Interval", "does not match pattern")]
    [InlineData("config.Cycle.Late.Stations=Ignore", "/config/Cycle/Late/Stations", "'SetAside', 'Revise'")]
    [InlineData("config.Run.Partitons=8", "/config/Run", "'Partitons' not allowed")]
    [InlineData("kafka.bootstrapServers=kafka", "/kafka/bootstrapServers", "does not match pattern")]
    [InlineData("kafka.sasl.mechanism=GSSAPI", "/kafka/sasl/mechanism", "'SCRAM-SHA-512'")]
    [InlineData("topics.createdBy=me", "/topics/createdBy", "'workers', 'job', 'nobody'")]
    [InlineData("model.source=ftp", "/model/source", "'bundled', 'image', 'volume', 'objectStorage'")]
    [InlineData("stations.input.size=10 GB", "/stations/input/size", "does not match pattern")]
    [InlineData("publisher.config.Publisher.ParquetFolder=/elsewhere", "/publisher/config/Publisher/ParquetFolder", "does not match pattern")]
    [InlineData("publisher.config.Publisher.Group=mine", "/publisher/config/Publisher", "'Group' not allowed")]
    [InlineData("assimilator.config.Assimilator.Shards=257", "/assimilator/config/Assimilator/Shards", "want 256")]
    [InlineData("stations.config.Stations.Shares=65", "/stations/config/Stations/Shares", "want 64")]
    [InlineData("stations.lagScaling.serverAddress=prometheus", "/stations/lagScaling/serverAddress", "does not match pattern")]
    [InlineData("serviceMonitor.interval=often", "/serviceMonitor/interval", "does not match pattern")]
    public async Task The_schema_names_what_is_wrong(string setting, string place, string saying)
    {
        var errors = await RefusedAsync(4);
        Assert.Contains($"'{place}'", errors, StringComparison.Ordinal);
        Assert.Contains(saying, errors, StringComparison.Ordinal);

        // Helm 3 says it in other words.
        Assert.Contains(setting.Split('=')[0].Split('.')[^1], await RefusedAsync(3), StringComparison.Ordinal);

        async Task<string> RefusedAsync(int major)
        {
            var ended = await HelmTool.Of(major).TemplateAsync("--set", setting);
            Assert.NotEqual(0, ended.ExitCode);
            return ended.Errors;
        }
    }

    [Theory]
    [InlineData("publisher.output.existingClaim is for one replica", "publisher.replicas=2,publisher.output.existingClaim=analyses")]
    [InlineData("publisher.output.existingClaim is for one replica", "publisher.autoscaling.enabled=true,publisher.output.existingClaim=analyses")]
    [InlineData("publisher.output.existingClaim is for one replica", "publisher.lagScaling.enabled=true,publisher.output.existingClaim=analyses")]
    [InlineData("publisher.autoscaling and publisher.lagScaling exclude each other", "publisher.autoscaling.enabled=true,publisher.lagScaling.enabled=true")]
    [InlineData("publisher.lagScaling.authenticationRef is needed", "publisher.lagScaling.enabled=true,kafka.tls.enabled=true")]
    [InlineData("publisher.lagScaling needs publisher.config.Publisher.Files", "publisher.lagScaling.enabled=true,publisher.config.Publisher.Files=false")]
    [InlineData("assimilator.lagScaling.maxReplicas is 4, and assimilator.config.Assimilator.Shards is 0", "assimilator.lagScaling.enabled=true")]
    [InlineData("assimilator.lagScaling.minReplicas is above", "assimilator.lagScaling.enabled=true,assimilator.config.Assimilator.Shards=4,assimilator.lagScaling.minReplicas=5")]
    [InlineData("assimilator.lagScaling.authenticationRef is needed", "assimilator.lagScaling.enabled=true,assimilator.config.Assimilator.Shards=4,kafka.tls.enabled=true")]
    [InlineData("stations.lagScaling.maxReplicas is 4, and stations.config.Stations.Shares is 1", "stations.lagScaling.enabled=true,stations.lagScaling.serverAddress=http://p:9090")]
    [InlineData("satellite.lagScaling.maxReplicas is 4, and satellite.config.Satellite.Shares is 2", "satellite.lagScaling.enabled=true,satellite.config.Satellite.Shares=2")]
    [InlineData("stations.lagScaling.minReplicas is above", "stations.lagScaling.enabled=true,stations.config.Stations.Shares=4,stations.lagScaling.minReplicas=5")]
    [InlineData("stations.lagScaling needs an input that several nodes can mount", "stations.lagScaling.enabled=true,stations.config.Stations.Shares=4,stations.lagScaling.serverAddress=http://p:9090")]
    [InlineData("satellite.lagScaling.serverAddress is needed", "satellite.lagScaling.enabled=true,satellite.config.Satellite.Shares=4,satellite.input.existingClaim=frames")]
    [InlineData("stations.lagScaling.authModes is needed with", "stations.lagScaling.enabled=true,stations.config.Stations.Shares=4,stations.input.existingClaim=obs,stations.lagScaling.serverAddress=http://p:9090,stations.lagScaling.authenticationRef=prometheus")]
    [InlineData("satellite.lagScaling.authenticationRef is needed with", "satellite.lagScaling.enabled=true,satellite.config.Satellite.Shares=4,satellite.input.existingClaim=obs,satellite.lagScaling.serverAddress=http://p:9090,satellite.lagScaling.authModes=tls\\,basic")]
    [InlineData("assimilator.gpu.enabled and assimilator.config.Analysis.Provider Cpu exclude each other", "assimilator.gpu.enabled=true,assimilator.config.Analysis.Provider=Cpu")]
    [InlineData("every replica would send every notice", "publisher.replicas=2,publisher.config.Publisher.Notifications.Topic=true")]
    [InlineData("kafka.settings: sasl.password belongs into a Secret", "kafka.settings.sasl\\.password=x")]
    [InlineData("kafka.settings: enable.idempotence is decided by the workers", "kafka.settings.enable\\.idempotence=false")]
    [InlineData("topics.replicationFactor is -1", "topics.replicationFactor=0")]
    [InlineData("kafka.sasl needs existingSecret", "kafka.sasl.enabled=true,kafka.sasl.username=me")]
    [InlineData("model.image.repository is needed", "model.source=image")]
    [InlineData("model.volume.existingClaim is needed", "model.source=volume")]
    [InlineData("model.objectStorage.path is needed", "model.source=objectStorage")]
    [InlineData("publisher.ingress.hosts is needed", "publisher.ingress.enabled=true")]
    public async Task What_does_not_go_together_is_refused(string saying, string settings)
    {
        var ended = await HelmTool.Of(4).TemplateAsync("--set", settings);

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains(saying, ended.Errors, StringComparison.Ordinal);
    }
}
