namespace Slams.Cli.Configuration;

/// <summary>A section of the configuration and the options that it is bound to.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Type">The class of the options.</param>
/// <param name="ReadBy">Which workers read it, for people.</param>
internal sealed record KnownSection(string Name, Type Type, string ReadBy);
