using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Content;
using Slams.Formats.Frames;
using Slams.Formats.Models;
using Slams.Formats.Soundings;
using Slams.Formats.Stations;
using Slams.Formats.Stations.Csv;
using Slams.Hosting.Ingest;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;

namespace Slams.Cli.Decoding;

/// <summary>
/// Reads files as ingest does and writes what they hold as CSV: stations, soundings or frames, one kind at a time since their columns differ. What
/// cannot be read goes to the messages, so that the table holds nothing else.
/// </summary>
internal sealed class DecodeSession(DecodePlan plan, Stream output, TextWriter messages, TimeProvider time)
{
    /// <summary>Exit code when something could not be read.</summary>
    public const int Unreadable = 1;

    private readonly DecodeTally _tally = new(messages);

    private SoundingFormats Soundings => field ??= new SoundingFormats(plan.Stations);

    /// <summary>Decodes everything.</summary>
    /// <exception cref="ArgumentException">Stations and frames are mixed, or an option does not fit what is there.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var formats = new StationFormats(plan.Stations);
        var climatology = ModelClimatologyFile.Read(Path.Combine(plan.Model, ModelClimatologyFile.FileName));
        var options = new IngestOptions { From = plan.From, To = plan.To };
        var files = new List<InputFile>();
        await foreach (var file in InputFiles.EnumerateAsync(plan.Paths, watch: false, options.FollowLinks, time, cancellationToken))
        {
            files.Add(file);
        }

        if (await AreFramesAsync(files, formats, cancellationToken))
        {
            var reader = new SatelliteFileReader(options, new FrameFiles(climatology.Grid.Horizontal, plan.Frames));
            await DecodeFramesAsync(files, reader, climatology, cancellationToken);
        }
        else if (await AreSoundingsAsync(files, formats, cancellationToken))
        {
            await DecodeSoundingsAsync(files, options, cancellationToken);
        }
        else if (plan.Output is not null)
        {
            throw new ArgumentException("--out is for frames; slams convert writes files of stations.");
        }
        else
        {
            var quality = new StationQuality(plan.Quality, time, climatology.SurfaceTemperature, climatology.SurfaceHeightM);
            await DecodeStationsAsync(files, new StationFileReader(options, formats, quality), cancellationToken);
        }

        await _tally.WriteAsync(files.Count);
        return _tally.Unreadable > 0 ? Unreadable : 0;
    }

    private async Task<bool> AreFramesAsync(List<InputFile> files, StationFormats formats, CancellationToken cancellationToken)
    {
        var read = files.Where(file => file.Refused is null).ToLookup(file => plan.Stations.Format is null && FrameRecognition.LooksLikeFrames(file.Path));
        if (read[true].FirstOrDefault() is not { } frames)
        {
            return false;
        }

        foreach (var file in read[false])
        {
            if (await formats.RecogniseFileAsync(file.Path, cancellationToken) is not null)
            {
                throw new ArgumentException($"'{Printable.Of(file.Name)}' holds stations and '{Printable.Of(frames.Name)}' fields: decode them one kind at a time.");
            }
        }

        return true;
    }

    private async Task<bool> AreSoundingsAsync(List<InputFile> files, StationFormats formats, CancellationToken cancellationToken)
    {
        var (soundings, others) = (new List<InputFile>(), new List<InputFile>());
        foreach (var file in files.Where(file => file.Refused is null && plan.Stations.Format is null or "igra" or "temp"))
        {
            (await Soundings.RecognisesFileAsync(file.Path, cancellationToken) ? soundings : others).Add(file);
        }

        foreach (var file in soundings.Count > 0 ? others : [])
        {
            if (await formats.RecogniseFileAsync(file.Path, cancellationToken) is not null)
            {
                throw new ArgumentException($"'{Printable.Of(file.Name)}' holds stations and '{Printable.Of(soundings[0].Name)}' soundings: decode them one kind at a time.");
            }
        }

        return soundings.Count > 0;
    }

    private async Task DecodeSoundingsAsync(List<InputFile> files, IngestOptions options, CancellationToken cancellationToken)
    {
        if (plan.Output is not null)
        {
            throw new ArgumentException("--out is for frames.");
        }

        using var table = new SoundingCsvWriter(output, leaveOpen: true);
        foreach (var file in files)
        {
            if (file.ToDeadLetter() is { } refused)
            {
                await _tally.AddAsync(refused);
                continue;
            }

            await foreach (var item in Soundings.ReadFileAsync(file.Path, cancellationToken))
            {
                if (item.Unreadable is { } letter)
                {
                    await _tally.AddAsync(letter);
                }
                else if (item.Sounding is { } sounding && (sounding.Time is not { } at || options.Covers(at)))
                {
                    table.Write(sounding);
                    _tally.AddUnchecked();
                }
            }
        }
    }

    private async Task DecodeStationsAsync(List<InputFile> files, StationFileReader reader, CancellationToken cancellationToken)
    {
        using var table = new StationCsvWriter(output, leaveOpen: true, verdicts: true);
        foreach (var file in files)
        {
            await foreach (var item in reader.ReadAsync(file, cancellationToken))
            {
                if (item.Reading is { } reading)
                {
                    table.Write(reading);
                    _tally.Add(reading.Flag);
                }
                else
                {
                    await _tally.AddAsync(item.Unreadable ?? AmongStations(item.Profile!));
                }
            }
        }
    }

    private static DeadLetter AmongStations(TemperatureProfile profile) =>
        new(profile.Source, profile.SourceRecord, "The message is a sounding, which is no surface report: slams decode shows those of a file that begins with one.", default);

    private async Task DecodeFramesAsync(
        List<InputFile> files, SatelliteFileReader reader, ModelClimatology climatology, CancellationToken cancellationToken)
    {
        var grid = climatology.Grid.Horizontal;
        var folder = plan.Output is null ? null : new FrameFolder(plan.Output, grid);
        using var table = new FrameSummaryCsv(output, grid, leaveOpen: true);
        foreach (var file in files)
        {
            await foreach (var item in reader.ReadAsync(file, cancellationToken))
            {
                if (item.Frame is { } frame)
                {
                    folder?.Write(file.Path, frame);
                    table.Write(frame);
                    _tally.Add(frame.Flag);
                }
                else
                {
                    await _tally.AddAsync(item.Unreadable!);
                }
            }
        }
    }
}
