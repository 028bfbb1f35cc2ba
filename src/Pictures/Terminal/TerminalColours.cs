namespace Slams.Pictures.Terminal;

/// <summary>Colours that a terminal shows.</summary>
public enum TerminalColours
{
    /// <summary>None: values are told by characters.</summary>
    None,

    /// <summary>The 256 colours of xterm.</summary>
    Palette,

    /// <summary>24 bits of colour.</summary>
    Full,
}
