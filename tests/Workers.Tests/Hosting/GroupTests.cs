using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Slams.Assimilator;
using Slams.Hosting;
using Slams.Publisher;
using Slams.Publisher.Configuration;

namespace Slams.Workers.Tests.Hosting;

/// <summary>The groups of the workers: two domains on one log are told apart by the prefix of their topics alone.</summary>
public sealed class GroupTests
{
    [Fact]
    public void The_default_prefix_has_the_groups_it_has_always_had() =>
        Assert.Equal(("slams-assimilator", "slams-publisher"), Groups());

    [Fact]
    public void Domains_with_a_prefix_of_their_own_have_groups_of_their_own()
    {
        Assert.Equal(("north-assimilator", "north-publisher"), Groups(("Run:TopicPrefix", "north")));
        Assert.Equal(("south-assimilator", "south-publisher"), Groups(("Run:TopicPrefix", "south"), ("Publisher:Group", ""), ("Assimilator:Group", "")));
    }

    [Fact]
    public void A_group_that_is_given_stands() =>
        Assert.Equal(("first", "second"), Groups(("Run:TopicPrefix", "north"), ("Assimilator:Group", "first"), ("Publisher:Group", "second")));

    [Fact]
    public void The_group_of_a_publisher_follows_the_topics_that_it_reads() =>
        Assert.Equal(("slams-assimilator", "replay-publisher"), Groups(("Publisher:TopicPrefix", "replay")));

    private static (string Assimilator, string Publisher) Groups(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Assimilator:ModelFolder"] = "none", ["Publisher:OutputFolder"] = "out" });
        builder.AddSlamsDefaults();
        builder.AddAssimilator();
        builder.AddPublisher();
        using var services = builder.Services.BuildServiceProvider();
        return (services.GetRequiredService<IOptions<AssimilatorOptions>>().Value.Group, services.GetRequiredService<IOptions<PublisherOptions>>().Value.Group);
    }
}
