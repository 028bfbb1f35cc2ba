using Slams.Core.Quality;

namespace Slams.Core.Tests.Quality;

public sealed class PassiveNamesTests
{
    [Fact]
    public void A_name_is_taken_as_it_is_and_a_beginning_with_all_that_follows()
    {
        var names = new PassiveNames(["03772", "0-276-*"]);

        Assert.All(["03772", "0-276-", "0-276-0-100"], name => Assert.True(names.Contains(name)));
        Assert.All(["3772", "037720", "03772 ", "0-27", "1-0-276-0", ""], name => Assert.False(names.Contains(name)));
        Assert.True(new PassiveNames(["eddf"]).Contains("eddf"));
        Assert.False(new PassiveNames(["eddf"]).Contains("EDDF"));
        Assert.False(new PassiveNames([]).Contains("03772"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*72")]
    [InlineData("0*2")]
    [InlineData("03**")]
    public void What_can_be_neither_is_refused(string entry)
    {
        Assert.False(PassiveNames.IsEntry(entry));
        Assert.Contains($"'{entry}'", Assert.Throws<ArgumentException>(() => new PassiveNames([entry])).Message, StringComparison.Ordinal);
    }
}
