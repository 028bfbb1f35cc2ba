using Slams.Cli.Configuration;
using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Configuration;

public sealed class ConfigurationReferenceTests
{
    [Fact]
    public void The_reference_is_what_the_source_says()
    {
        var written = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));

        Assert.True(
            ConfigurationReference.Write() == written,
            "docs/configuration.md is not what the source says; write it anew with: dotnet run -c Release --project src/Cli -- config reference > docs/configuration.md");
    }

    [Fact]
    public void Secrets_are_marked_and_have_no_default() => Assert.All(
        KnownSections.All.SelectMany(SettingKeys.Of).Where(key => key.Key.EndsWith("Secret", StringComparison.Ordinal) || key.Key.Contains("SecretAccess", StringComparison.Ordinal)),
        key => Assert.Contains($"| `{key.Key}` | secret text |  |", ConfigurationReference.Write(), StringComparison.Ordinal));
}
