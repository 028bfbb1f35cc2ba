using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Frames;
using Slams.Verification.Truths;

namespace Slams.Verification.Simulation;

/// <summary>
/// An observing-system simulation: observes a true atmosphere at every six-hourly cycle and writes what a service would
/// receive. Folder: <c>stations/stations_YYYYMMDD.csv.gz</c> by day and order of arrival, <c>frames/olr_YYYYMMDDTHHMMZ.nc</c>,
/// <c>manifest.json</c> and, when asked for, <c>truth.nc.gz</c>. Same truth, sites, system and seed give the same bytes.
/// </summary>
public static class ObservingSystemSimulation
{
    /// <summary>Runs a simulation.</summary>
    /// <param name="truth">The true atmosphere.</param>
    /// <param name="siteList">Sites to draw the network from.</param>
    /// <param name="request">What to simulate.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between cycles.</param>
    /// <exception cref="ValidationException">The observing system is not possible.</exception>
    /// <exception cref="ArgumentException">There are too few sites, or the truth has no cycle in the period.</exception>
    public static SimulationManifest Run(
        ITruth truth, IReadOnlyList<Site> siteList, SimulationRequest request, IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Validator.ValidateObject(request.System, new ValidationContext(request.System), validateAllProperties: true);
        var indices = CyclesOf(truth, request);
        var sites = SiteList.Draw(siteList, request.System.Stations, request.Seed);
        var manifest = new SimulationManifest
        {
            Truth = request.TruthName,
            Sites = request.SitesName,
            Seed = request.Seed,
            From = truth.Times[indices[0]],
            To = truth.Times[indices[^1]],
            Cycles = indices.Length,
            System = request.System,
            Network = [.. sites.Select(site => site.StationId)],
        };
        var stationFolder = Directory.CreateDirectory(Path.Combine(request.OutputFolder, "stations")).FullName;
        var frameFolder = Directory.CreateDirectory(Path.Combine(request.OutputFolder, "frames")).FullName;
        var stations = new StationSimulator(request.System, truth.Grid.Horizontal, sites, request.Seed);
        var frames = new FrameSimulator(request.System, truth.Grid.Horizontal, request.Seed);
        var arrivals = new ArrivalOrder();
        using var files = new DailyStationFiles(stationFolder);
        for (var i = 0; i < indices.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cycle = CycleSchedule.SixHourly.CycleAt(truth.Times[indices[i]]);
            // Nothing of this cycle or a later one can arrive before its earliest stamp.
            WriteArrivals(arrivals.TakeBefore(cycle.Time - request.System.StampJitter), files, manifest);
            ObserveStations(truth, indices[i], cycle, stations, arrivals, manifest);
            if (request.System.Frames)
            {
                var simulated = frames.Frame(cycle, truth.OutgoingLongwaveFlux(indices[i]));
                WriteFrame(Path.Combine(frameFolder, $"olr_{cycle.Key}.nc"), simulated.Frame, truth.Grid.Horizontal);
                manifest.Frames.Add(new PlantedGap(cycle.Time, simulated.GapWestDegrees, simulated.GapColumns));
            }

            progress?.Report((i + 1.0) / indices.Length);
        }

        WriteArrivals(arrivals.TakeBefore(DateTimeOffset.MaxValue), files, manifest);
        if (request.WriteTruth)
        {
            PackedTruthFile.Write(
                Path.Combine(request.OutputFolder, "truth.nc.gz"), truth, indices,
                $"Air temperature of the simulated truth {request.TruthName}");
        }

        ManifestJson.Write(Path.Combine(request.OutputFolder, "manifest.json"), manifest);
        return manifest;
    }

    private static int[] CyclesOf(ITruth truth, SimulationRequest request)
    {
        var indices = Enumerable.Range(0, truth.Times.Count)
            .Where(i => CycleSchedule.SixHourly.CycleAt(truth.Times[i]).Time == truth.Times[i]
                && truth.Times[i] >= (request.From ?? DateTimeOffset.MinValue) && truth.Times[i] <= (request.To ?? DateTimeOffset.MaxValue))
            .ToArray();
        return indices.Length > 0 ? indices : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture,
            $"The truth has no six-hourly state from {request.From:yyyy-MM-ddTHH:mmZ} to {request.To:yyyy-MM-ddTHH:mmZ}."));
    }

    private static void ObserveStations(
        ITruth truth, int index, Cycle cycle, StationSimulator stations, ArrivalOrder arrivals, SimulationManifest manifest)
    {
        var silent = new List<string>();
        foreach (var report in stations.Reports(cycle, truth.NearSurfaceTemperatureK(index), truth.Precipitation6hMm(index), silent))
        {
            arrivals.Add(report);
        }

        if (stations.FaultsAt(cycle) is { Count: > 0 } faults)
        {
            var known = (manifest.FaultyStations ?? []).ToDictionary(fault => fault.Station, StringComparer.Ordinal);
            manifest.FaultyStations =
            [
                .. known.Values,
                .. faults.Where(fault => !known.ContainsKey(fault.Key)).Select(fault => new PlantedStationFault(fault.Key, fault.Value, cycle.Time)),
            ];
        }

        manifest.Dropouts.AddRange(silent.Select(station => new PlantedReport(station, cycle.Time)));
    }

    private static void WriteFrame(string path, SatelliteFrame frame, LatLonGrid grid)
    {
        using var file = File.Create(path);
        FrameFileWriter.Write(
            file, frame.Platform, frame.Time, grid.LatitudesDegrees, grid.LongitudesDegrees, frame.Values, FramePacking.OutgoingLongwave);
    }

    private static void WriteArrivals(IEnumerable<SimulatedReport> reports, DailyStationFiles files, SimulationManifest manifest)
    {
        foreach (var report in reports)
        {
            files.Write(report);
            Note(report, manifest);
        }
    }

    private static void Note(SimulatedReport report, SimulationManifest manifest)
    {
        var (station, time) = (report.Reading.StationId, report.Reading.Time!.Value);
        manifest.Reports++;
        if (report.Faults.HasFlag(PlantedFaults.Late))
        {
            manifest.Late.Add(new PlantedDelay(station, time, DateTimeOffset.FromUnixTimeSeconds(report.Arrival.ToUnixTimeSeconds())));
        }

        if (report.Faults.HasFlag(PlantedFaults.ExactRepeat))
        {
            manifest.ExactRepeats.Add(new PlantedReport(station, time));
        }
        else if (report.Faults.HasFlag(PlantedFaults.DifferingRepeat))
        {
            manifest.DifferingRepeats.Add(new PlantedReport(station, time));
        }
        else if (report.Faults.HasFlag(PlantedFaults.GrossError))
        {
            manifest.GrossErrors.Add(new PlantedGrossError(station, time, report.GrossErrorK));
        }
        else if (report.Faults.HasFlag(PlantedFaults.EmptyTemperature))
        {
            manifest.EmptyTemperatures.Add(new PlantedReport(station, time));
        }
    }
}
