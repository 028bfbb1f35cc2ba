using System.Net;
using Slams.Hosting.Security;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Tests.Security;

/// <summary>Webhooks must not become a way into the networks of the service.</summary>
public sealed class OutgoingTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("192.0.0.192")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2001:0:a9fe:a9fe::1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    public void Addresses_of_the_machine_its_networks_and_its_cloud_are_not_public(string address) =>
        Assert.False(PublicAddresses.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:1.1.1.1")]
    public void Others_are(string address) => Assert.True(PublicAddresses.Has(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://localhost:9/")]
    [InlineData("http://[::1]:9/")]
    [InlineData("http://2130706433:9/")]
    [InlineData("http://0x7f.1:9/")]
    public async Task A_client_does_not_connect_there_whatever_the_name(string url)
    {
        using var client = new HttpClient(new GuardedConnector([], "Some:Key").CreateHandler());

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(url), TestContext.Current.CancellationToken));

        Assert.Contains("is not public; Some:Key", exception.GetBaseException().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_that_the_operator_names_are_allowed()
    {
        var connector = new GuardedConnector([IPNetwork.Parse("10.1.0.0/16")], "Some:Key");

        Assert.True(connector.IsAllowed(IPAddress.Parse("10.1.2.3")));
        Assert.True(connector.IsAllowed(IPAddress.Parse("::ffff:10.1.2.3")));
        Assert.False(connector.IsAllowed(IPAddress.Parse("10.2.0.1")));
    }

    [Theory]
    [InlineData("10.0.0.0/8", "https://one.example/", null)]
    [InlineData("10.0.0.0/33", "https://one.example/", "Publisher:Notifications:AllowedNetworks:0 ")]
    [InlineData("intranet", "https://one.example/", "Publisher:Notifications:AllowedNetworks:0 ")]
    [InlineData("10.0.0.0/8", "https://user:password@one.example/", "Publisher:Notifications:Webhooks:0:Url ")]
    public void Networks_and_addresses_are_validated(string network, string url, string? key)
    {
        var options = new PublisherOptions { OutputFolder = "out" };
        options.Notifications.AllowedNetworks.Add(network);
        options.Notifications.Webhooks.Add(new WebhookOptions { Name = "one", Url = url });

        var result = new PublisherOptionsValidator().Validate(null, options);

        Assert.Equal(key is null, result.Succeeded);
        Assert.True(key is null || result.FailureMessage!.StartsWith(key, StringComparison.Ordinal), result.FailureMessage);
        Assert.DoesNotContain("password", result.FailureMessage ?? "", StringComparison.Ordinal);
    }
}
