using PureHDF;
using PureHDF.Filters;
using Slams.Core.Observations;
using Slams.Formats.Analyses;
using Slams.Formats.Frames;
using Slams.Formats.NetCdf;
using Slams.Formats.Tests.Frames.Abi;
using Slams.Formats.Tests.Frames.Swaths;
using Slams.Formats.Tests.Stations;
using Slams.Formats.Tests.Support;
using Slams.Formats.Zarr;
using Slams.Fuzz.Support;
using Slams.Publisher.Files;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Streaming.Sqlite;
using Slams.Streaming.Tests.Messages;

namespace Slams.Fuzz.Seeds;

/// <summary>Seeds that are no text: what the writers of this project make of small samples, as they do now.</summary>
internal static class SeedFiles
{
    /// <summary>Target, name and content of each.</summary>
    public static IEnumerable<(string Target, string Name, byte[] Content)> Make() =>
    [
        .. Netcdf(), .. Messages(), .. Stores(),
        ("block", "block", Block()),
        ("model-manifest", "manifest", ModelSeeds.Manifest()), ("model-climatology", "climatology", ModelSeeds.Climatology()),
        .. ModelSeeds.States().Select((state, number) => ("carried-state", $"state-{number}", state)),
    ];

    // Over the pole, with two half-hours, flags and clouds.
    private static SwathSample Swath { get; } = new()
    {
        Lines = 12,
        Pixels = 8,
        Track = (89, 170, 0),
        Seconds = (line, pixel) => 1700 + (line * 20) + pixel,
        IsFill = (line, pixel) => line == pixel,
        Attributes = [NetCdfAttribute.OfText("coordinates", "time lat lon"), NetCdfAttribute.OfText("ancillary_variables", "quality")],
        More = writer => writer
            .AddVariable("quality", ["line", "pixel"], NetCdfData.Of(new short[96]), NetCdfAttribute.OfText("standard_name", "toa_outgoing_longwave_flux status_flag"),
                NetCdfAttribute.OfNumbers("flag_values", NetCdfType.Short, 0, 1), NetCdfAttribute.OfText("flag_meanings", "good bad"))
            .AddVariable("cloud", ["line", "pixel"], NetCdfData.Of(new float[96]), NetCdfAttribute.OfText("standard_name", "cloud_area_fraction"), NetCdfAttribute.OfText("units", "1")),
    };

    private static IEnumerable<(string, string, byte[])> Netcdf()
    {
        var madis = new MadisFile(2).Text("stationId", "maxStaIdLen", 6, "KORD", "A").Doubles("observationTime", "seconds since 1-1-1970", 1_795_953_600, 1_795_953_000)
            .Floats("latitude", "degree_north", 41.9f, 1).Floats("longitude", "degree_east", -87.9f, 2).Floats("temperature", "kelvin", 283.15f, 280)
            .Letters("temperatureDD", "VX").Ints("temperatureQCR", 0, 3).Floats("dewpoint", "kelvin", 275.25f, 270).Floats("precip6Hour", "mm", 1, 0).Bytes();
        var sao = Written(stream => new NetCdfWriter()
            .AddDimension("record", 2).AddDimension("idlen", 5).AddDimension("timelen", 20)
            .AddVariable("id", ["record", "idlen"], NetCdfData.OfText(5, "KDEN", "KORD"))
            .AddVariable("time", ["record", "timelen"], NetCdfData.OfText(20, "1995 03 18 11:55 UTC", "1995 03 18 12:00 UTC"))
            .AddVariable("lat", ["record"], NetCdfData.Of(new float[] { 39.75f, 41.9f }.AsMemory()))
            .AddVariable("lon", ["record"], NetCdfData.Of(new float[] { -104.87f, -87.9f }.AsMemory()))
            .AddVariable("T", ["record"], NetCdfData.Of(new float[] { 1.5f, -9999 }.AsMemory()), NetCdfAttribute.OfText("units", "celsius"))
            .AddVariable("PRECIP", ["record"], NetCdfData.Of(new float[] { 0.5f, 0 }.AsMemory()))
            .AddVariable("reftime_PRECIP", ["record"], NetCdfData.Of(new float[] { 6, 3 }.AsMemory()))
            .WriteTo(stream));
        var frame = Written(stream => FrameFileWriter.Write(stream, "noaa-11", Samples.Time, [-60, 0, 60], [0, 90, 180, 270], new float[12]));
        var packed = Written(stream => FrameFileWriter.Write(stream, "noaa-11", Samples.Time, [60, 0, -60], [-180, -60, 60], Enumerable.Repeat(240f, 9).ToArray(), new FramePacking(0.1f, 250)));
        var analysis = Written(stream => AnalysisFile.Write(stream, Samples.Analysis));
        return
        [
            ("madis", "mesonet", madis), ("sao", "hourly", sao), ("netcdf", "madis", madis), ("netcdf", "sao", sao), ("netcdf", "frame", packed),
            ("frames-classic", "floats", frame), ("frames-classic", "packed", packed), ("analysis-file", "analysis", analysis),
            ("frames-netcdf4", "packed", Hdf5()), ("frames-abi", "l1b", new AbiSample().Bytes()), ("frames-abi", "l2", new AbiSample { Level2 = true }.Bytes()),
            ("frames-swath", "classic", Swath.Classic()), ("frames-swath", "netcdf4", Swath.Hdf5(5, 8)), ("frames-swath", "pixel-times", (Swath with { TimeDimensions = ["line", "pixel"] }).Classic()),
        ];
    }

    private static byte[] Hdf5()
    {
        static H5Dataset Axis(double[] values, string units) => new(values) { Attributes = { ["units"] = units } };
        using var scratch = new ScratchFolder();
        new H5File
        {
            Attributes = { ["platform"] = "LEO-2" },
            ["latitude"] = Axis([60, 0, -60], "degrees_north"),
            ["longitude"] = Axis([-135, -45, 45, 135], "degrees_east"),
            ["time"] = new H5Dataset(new[] { 0, 30 }) { Attributes = { ["units"] = "minutes since 2000-02-29 23:30:00 +00:00" } },
            ["rlut"] = new H5Dataset(new short[2, 3, 4], chunks: [1, 2, 4])
            {
                Attributes =
                {
                    ["standard_name"] = "toa_outgoing_longwave_flux", ["units"] = "W m-2", ["_FillValue"] = (short)-999, ["scale_factor"] = 0.5f, ["add_offset"] = 250f,
                },
            },
        }.Write(scratch["frame.nc"], new H5WriteOptions(Filters: [ShuffleFilter.Id, DeflateFilter.Id]));
        return File.ReadAllBytes(scratch["frame.nc"]);
    }

    private static IEnumerable<(string, string, byte[])> Messages()
    {
        (string Kind, LogRecord Record)[] records =
        [
            ("reading", ReadingCodec.ToRecord(Samples.Reading)), ("frame", FrameCodec.ToRecord(Samples.Frame)), ("analysis", AnalysisCodec.ToRecord(Samples.AnalysisWithFeedback)),
            ("cycle-state", CycleStateCodec.ToRecord(Samples.State, Samples.ResumeAfterRevision)),
            ("late", LateCodec.ToRecord(new LateRecord(Samples.Stored(ReadingCodec.ToRecord(Samples.Reading)), Samples.Cycle, TimeSpan.FromMinutes(5), "late"))),
            ("dead-letter", DeadLetterCodec.ToRecord(new DeadLetter("day.csv", 3, "no number", "A,x"u8.ToArray()), Samples.Time)),
            ("progress", ProgressCodec.ToRecords(new Progress("stations", Samples.Time, true, "3|1|b.csv\02|0|a.csv\0"), 1)[0]),
        ];
        var whole = ProfileCodec.ToRecord(Samples.Profile, "stations").Value.ToArray();
        var plain = ProfileCodec.ToRecord(new TemperatureProfile { StationId = "SHIP", Levels = [new(50_000, 250), new(30_000, 220)], Flag = QualityFlag.BadTime }).Value.ToArray();
        var job = MemberJobCodec.ToRecord(Samples.Job, "round", 0, Samples.Time).Value.ToArray();
        var samples = MemberSamplesCodec.ToRecord(Samples.MemberSamples, Samples.Time).Value.ToArray();
        return
        [
            .. records.Select(one => ("message-" + one.Kind, "whole", one.Record.Value.ToArray())),
            .. records.Select((one, number) => ("message-json", one.Kind, (byte[])[(byte)number, .. one.Record.Value.ToArray()])),
            ("message-profile", "whole", whole), ("message-profile", "plain", plain), ("message-json", "profile", [11, .. whole]),
            ("message-member-job", "whole", job), ("message-json", "member-job", [9, .. job]),
            ("message-member-samples", "whole", samples), ("message-json", "member-samples", [10, .. samples]),
            ("message-json", "feedback", [7, .. "{\"cycle\":\"20261129T1200Z\",\"observations\":[{\"observed\":270.5},null,\"text\"]}"u8]),
        ];
    }

    private static IEnumerable<(string, string, byte[])> Stores()
    {
        var storage = new MemoryStorage();
        using var table = new MemoryStream();
        Sequences.Wait(async () =>
        {
            await new AnalysisZarrStore(storage, 4).AddAsync(Samples.Analysis);
            await FeedbackParquet.WriteAsync(table, Samples.AnalysisWithFeedback, CancellationToken.None);
        });
        var csv = Written(stream => FeedbackCsv.Write(stream, Samples.AnalysisWithFeedback.Departures));
        return
        [
            ("zarr-group", "group", storage["zarr.json"]), ("zarr-shard", "shard", ZarrShard.Encode([[1, 2, 3], null, [4], null])),
            ("zarr-chunk", "plain", [0, .. ZarrFields.Pack<int>(new int[64], checksummed: false)]), ("zarr-chunk", "sealed", [1, .. ZarrFields.Pack<int>(new int[64], checksummed: false)]),
            ("feedback-parquet", "table", table.ToArray()), ("feedback-csv", "table", csv),
            ("latest-json", "pointer", LatestPointer.To(Samples.Analysis, "a.nc", 12, new byte[32]).ToBytes()),
        ];
    }

    private static byte[] Block()
    {
        var (writer, headers) = (new BlockWriter(), new HeaderText());
        var record = ReadingCodec.ToRecord(Samples.Reading, "stations");
        writer.Add(record, headers.Write(record.Headers));
        writer.Add(record, headers.Write(record.Headers));
        writer.Add(record.WithLateBy(TimeSpan.FromMinutes(3)), headers.Write(record.WithLateBy(TimeSpan.FromMinutes(3)).Headers));
        return writer.Content.ToArray();
    }

    private static byte[] Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }
}
