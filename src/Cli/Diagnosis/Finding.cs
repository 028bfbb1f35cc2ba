namespace Slams.Cli.Diagnosis;

/// <summary>One thing that was looked at.</summary>
/// <param name="Verdict">How it bears on the service.</param>
/// <param name="Subject">What was looked at, in a word or two.</param>
/// <param name="Text">What was found, with numbers.</param>
internal sealed record Finding(Verdict Verdict, string Subject, string Text)
{
    public static Finding Ok(string subject, FormattableString text) => Of(Verdict.Ok, subject, text);

    public static Finding Warning(string subject, FormattableString text) => Of(Verdict.Warning, subject, text);

    public static Finding Failed(string subject, FormattableString text) => Of(Verdict.Failed, subject, text);

    private static Finding Of(Verdict verdict, string subject, FormattableString text) => new(verdict, subject, FormattableString.Invariant(text));
}
