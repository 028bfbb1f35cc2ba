namespace Slams.Cli;

/// <summary>The values of <c>--log-setting</c>.</summary>
internal static class LogSettings
{
    /// <summary>Splits KEY=VALUE.</summary>
    /// <exception cref="ArgumentException">One is not of this form.</exception>
    public static Dictionary<string, string> Parse(IEnumerable<string> settings) => settings
        .Select(setting => setting.Split('=', 2))
        .ToDictionary(
            parts => parts[0], parts => parts.Length == 2 ? parts[1] : throw new ArgumentException($"--log-setting: '{parts[0]}' is not KEY=VALUE."));
}
