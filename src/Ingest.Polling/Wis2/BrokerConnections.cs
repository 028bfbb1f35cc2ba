using MQTTnet;
using MQTTnet.Formatter;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Polling.Wis2;

/// <summary>How brokers are connected to, by their settings.</summary>
internal static class BrokerConnections
{
    private const int Port = 1883, SecurePort = 8883;

    // As long as caches hold their files.
    private static readonly TimeSpan SessionKept = TimeSpan.FromDays(1);

    /// <summary>Options of the client: MQTT 5, and a session that the broker keeps where the client has a name.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="most">Messages at most that are not acknowledged.</param>
    public static MqttClientOptions Of(MqttOptions options, int most)
    {
        var (address, keeps) = (new Uri(options.Broker), options.ClientId.Length > 0);
        var secure = address.Scheme == "mqtts";
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTcpServer(address.Host, address.Port > 0 ? address.Port : secure ? SecurePort : Port)
            .WithTlsOptions(tls => tls.UseTls(secure))
            .WithCleanStart(!keeps)
            .WithSessionExpiryInterval(keeps ? (uint)SessionKept.TotalSeconds : 0)
            .WithReceiveMaximum((ushort)Math.Min(most, ushort.MaxValue))
            .WithMaximumPacketSize(2 * Notice.LongestMessage)
            .WithTimeout(options.Timeout);
        builder = keeps ? builder.WithClientId(options.ClientId) : builder;
        return (options.Username.Length > 0 ? builder.WithCredentials(options.Username, options.Password) : builder).Build();
    }
}
