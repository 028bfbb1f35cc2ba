using System.CommandLine;
using System.Globalization;

namespace Slams.Cli.Commands;

/// <summary>Options that take a time.</summary>
internal static class TimeOption
{
    /// <summary>An option that takes an ISO-8601 time, UTC where it names no offset.</summary>
    public static Option<DateTimeOffset?> Create(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = argument =>
        {
            if (DateTimeOffset.TryParse(argument.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                return time;
            }

            argument.AddError($"{name}: '{argument.Tokens[0].Value}' is not an ISO-8601 time.");
            return null;
        },
    };
}
