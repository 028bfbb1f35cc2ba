using Slams.Pictures.Terminal;

namespace Slams.Pictures.Tests.Terminal;

public sealed class TerminalAbilityTests
{
    [Theory]
    [InlineData("TERM=xterm-256color;COLORTERM=truecolor", TerminalColours.Full)]
    [InlineData("TERM=xterm-256color;COLORTERM=24bit", TerminalColours.Full)]
    [InlineData("TERM=xterm-direct", TerminalColours.Full)]
    [InlineData("WT_SESSION=1", TerminalColours.Full)]
    [InlineData("TERM=xterm-256color", TerminalColours.Palette)]
    [InlineData("TERM=screen", TerminalColours.Palette)]
    [InlineData("TERM=dumb", TerminalColours.None)]
    [InlineData("TERM=vt100", TerminalColours.None)]
    [InlineData("", TerminalColours.None)]
    [InlineData("TERM=xterm-256color;COLORTERM=truecolor;NO_COLOR=1", TerminalColours.None)]
    [InlineData("TERM=xterm-256color;NO_COLOR=", TerminalColours.Palette)]
    public void Colours_are_those_the_environment_tells(string variables, TerminalColours expected) =>
        Assert.Equal(expected, TerminalAbility.Of(Environment(variables), false, (100, 40)).Colours);

    [Fact]
    public void Files_get_no_colours() =>
        Assert.Equal(new TerminalAbility(TerminalColours.None, 80, null), TerminalAbility.Of(Environment("COLORTERM=truecolor"), true, null));

    [Fact]
    public void Width_is_that_of_the_window_or_of_the_environment()
    {
        Assert.Equal((132, 50), Size(TerminalAbility.Of(Environment("COLUMNS=90"), false, (132, 50))));
        Assert.Equal((90, null), Size(TerminalAbility.Of(Environment("COLUMNS=90"), true, null)));
        Assert.Equal((80, null), Size(TerminalAbility.Of(Environment("COLUMNS=wide"), false, (0, 0))));
    }

    private static (int, int?) Size(TerminalAbility ability) => (ability.Columns, ability.Rows);

    private static Func<string, string?> Environment(string variables)
    {
        var given = variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return name => given.GetValueOrDefault(name);
    }
}
