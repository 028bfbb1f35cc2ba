using System.Globalization;
using System.Text;

namespace Slams.Benchmarks.FormatRates;

/// <summary>
/// Content of each text format in the form that its network sends, with another station, time and values in every report. What a reading takes
/// beside them (columns nobody reads, remarks) is as much as in real files.
/// </summary>
internal static class StationTexts
{
    private const int Stations = 400;

    // Variables of GHCNh: each has a value and five columns that say where it is from.
    private static readonly string[] GhcnhVariables =
    [
        "temperature", "dew_point_temperature", "station_level_pressure", "sea_level_pressure", "wind_direction", "wind_speed", "wind_gust",
        "precipitation", "relative_humidity", "wet_bulb_temperature", "pres_wx_MW1", "pres_wx_MW2", "pres_wx_MW3", "pres_wx_AU1", "pres_wx_AU2",
        "pres_wx_AU3", "pres_wx_AW1", "pres_wx_AW2", "pres_wx_AW3", "snow_depth", "visibility", "altimeter", "pressure_3hr_change",
        "sky_cover_1", "sky_cover_2", "sky_cover_3", "sky_cover_baseht_1", "sky_cover_baseht_2", "sky_cover_baseht_3", "precipitation_3_hour",
        "precipitation_6_hour", "precipitation_9_hour", "precipitation_12_hour", "precipitation_15_hour", "precipitation_18_hour",
        "precipitation_21_hour", "precipitation_24_hour", "remarks",
    ];

    /// <summary>An ICAO location indicator.</summary>
    public static string Icao(int i) => Text($"K{(char)('A' + (i % Stations / 26 % 26))}{(char)('A' + (i % 26))}{(char)('A' + (i % Stations % 7))}");

    public static string Csv(int count) => Join(
        "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm,dew_point_K,surface_pressure_Pa,wind_speed_m_s,wind_from_direction_deg\n",
        count,
        i => Text($"0-20000-0-{10_000 + (i % Stations)},{Time(i):yyyy-MM-ddTHH:mm:ssZ},{41 + (i % 90 * 0.01):0.00},{-87.9 + (i % 70 * 0.1):0.0},{i % 900},{Kelvin(i)},{i % 30 * 0.1:0.0},{Kelvin(i) - 3:0.0#},{98_000 + (i % 4000)},{i % 120 * 0.1:0.0},{i % 36 * 10}\n"));

    public static string Metar(int count) => Join(
        "SAUS70 KWBC 011200\nMETAR\n", count,
        i => Text($"{Icao(i)} {Time(i):ddHHmm}Z {i % 36 * 10:000}{3 + (i % 20):00}G28KT 10SM FEW033 SCT042 BKN110 {(i % 30):00}/{i % 12:00} A{2950 + (i % 90)} RMK AO2 SLP121 60002 T{i % 300:0000}{i % 120:0000} 10144 20100 51023=\n"));

    public static string Synop(int count) => Join(
        "SMRO01 YRBK 011200\nAAXX 01121\n", count,
        i => Text($"{15_000 + (i % Stations)} 02999 0{i % 36:00}{i % 20:00} 1{i % 2}{i % 300:000} 21{i % 90:000} 3{9600 + (i % 300):0000} 4{(i % 300):0000} 57020 60001\n333 4/000 55310 0//// 22591 3//// 60007 91003 91104=\n"));

    public static string Isd(int count) => Join("", count, i =>
    {
        const string remarks = "REMMET09501/01/14 00:51:02 METAR KORD 010651Z 25003KT 10SM FEW045 SCT250 M11/M14 A2998 RMK AO2 SLP167 T11111144=";
        var additional = Text($"ADDAA106{i % 90:0000}91GA1021+009001999GA2081+018001999GF199999990990009001999999MA1{10_100 + (i % 300):00000}1{9_900 + (i % 300):00000}1{remarks}");
        return Text($"{additional.Length:0000}{700_000 + (i % Stations)}94846{Time(i):yyyyMMddHHmm}4+{41_983 + (i % 90):00000}-{87_933 + (i % 90):000000}FM-15+0205KORD V020{i % 36 * 10:000}1N{i % 150:0000}19999999N0160001N1{Tenths(i)}1{Tenths(i + 40)}1102661{additional}\n");
    });

    public static string IsdLite(int count) => Join(
        "", count,
        i => Text($"{Time(i):yyyy MM dd HH} {(i % 400) - 100,5} {(i % 300) - 120,5} {10_000 + (i % 300),5} {i % 36 * 10,5} {i % 150,5} {i % 9,5} {-9999,5} {i % 60,5}\n"));

    public static string GlobalHourly(int count) => Join(
        "\"STATION\",\"DATE\",\"SOURCE\",\"LATITUDE\",\"LONGITUDE\",\"ELEVATION\",\"NAME\",\"REPORT_TYPE\",\"CALL_SIGN\",\"QUALITY_CONTROL\","
        + "\"WND\",\"CIG\",\"VIS\",\"TMP\",\"DEW\",\"SLP\",\"AA1\",\"AA2\",\"AJ1\",\"GA1\",\"GA2\",\"GF1\",\"KA1\",\"KA2\",\"MA1\",\"MD1\",\"MW1\",\"OC1\",\"OD1\",\"REM\",\"EQD\"\n",
        count,
        i => Text($"\"{70_000_000_000L + (i % Stations)}\",\"{Time(i):yyyy-MM-ddTHH:mm:ss}\",\"4\",\"41.983\",\"-87.9\",\"205.1\",\"CHICAGO, IL US\",\"FM-12\",\"99999\",\"V020\",")
            + Text($"\"{i % 36 * 10:000},1,N,{i % 150:0000},1\",\"99999,9,9,9\",\"001600,1,9,9\",\"{Tenths(i)},1\",\"{Tenths(i + 40)},1\",\"10266,1\",\"06,{i % 90:0000},3,1\",\"\",\"\",")
            + Text($"\"02,1,+00900,1,99,9\",\"08,1,+01800,1,99,9\",\"99,99,9,99,9,99,9,99999,9,99,9,99,9\",\"120,M,-0094,1\",\"\",\"99999,9,{9_900 + (i % 300):00000},1\",\"5,1,012,1,+999,9\",\"\",\"\",\"\",\"SYN \"\"067\"\" 72530\",\"Q01\"\n"));

    public static string Ghcnh(int count) => Join(
        "STATION|Station_name|DATE|LATITUDE|LONGITUDE|ELEVATION|" + string.Join('|', GhcnhVariables.Select(name =>
            $"{name}|{name}_Measurement_Code|{name}_Quality_Code|{name}_Report_Type|{name}_Source_Code|{name}_Source_Station_ID")) + "\n",
        count,
        i => Text($"USW{i % Stations:00000000}|CHICAGO OHARE|{Time(i):yyyy-MM-ddTHH:mm:ss}|41.9602|-87.9316|204.8|")
            + string.Join('|', GhcnhVariables.Select((_, variable) => variable switch
            {
                0 or 1 or 8 or 9 => Text($"{(i + variable) % 300 * 0.1:0.0}||1|FM15|335|ICAO-KORD"),
                2 or 3 or 21 => Text($"{990 + (i % 300 * 0.1):0.0}||1|FM15|335|ICAO-KORD"),
                4 => Text($"{i % 36 * 10}||1|FM15|335|ICAO-KORD"),
                5 or 30 => Text($"{i % 120 * 0.1:0.0}||1|FM15|335|ICAO-KORD"),
                _ => "|||||",
            })) + "\n");

    public static string Ndbc(int count) => Join(
        "#YY  MM DD hh mm WDIR WSPD GST  WVHT   DPD   APD MWD   PRES  ATMP  WTMP  DEWP  VIS PTDY  TIDE\n"
        + "#yr  mo dy hr mn degT m/s  m/s     m   sec   sec degT   hPa  degC  degC  degC  nmi  hPa    ft\n",
        count,
        i => Text($"{Time(i):yyyy MM dd HH mm} {i % 36 * 10,3} {i % 150 * 0.1,4:0.0} {i % 180 * 0.1,4:0.0}   1.3    MM     6  MM {1000 + (i % 300 * 0.1):0.0} {i % 250 * 0.1,5:0.0}  14.9 {i % 150 * 0.1,5:0.0}   MM   MM    MM\n"));

    public static string Wis2(int count) => "{\"type\": \"FeatureCollection\", \"features\": [" + string.Join(",\n", Enumerable.Range(0, count).Select(i =>
    {
        string Feature(string name, double value, string units) => Text($$$"""
            {"id": "{{{i}}}-{{{name}}}", "conformsTo": ["http://www.wmo.int/spec/om-profile-1/1.0/req/geojson"], "type": "Feature", "reportId": "R{{{i}}}",
             "geometry": {"type": "Point", "coordinates": [91.8833, 25.5667, 1598.0]},
             "properties": {"wigos_station_identifier": "0-20000-0-{{{10_000 + (i % Stations)}}}", "phenomenonTime": "{{{Time(i):yyyy-MM-ddTHH:mm:ssZ}}}", "resultTime": "2026-09-29T00:00:00Z", "name": "{{{name}}}",
              "value": {{{value}}}, "units": "{{{units}}}", "description": null,
              "metadata": [{"name": "station_type", "value": 1, "units": "CODE TABLE", "description": "MANNED STATION"}], "index": {{{i}}}}}
            """);
        return string.Join(",\n", [
            Feature("non_coordinate_pressure", 990 + (i % 30), "hPa"), Feature("air_temperature", i % 30, "Celsius"), Feature("dewpoint_temperature", i % 12, "Celsius"),
            Feature("wind_speed", i % 15, "m s-1"), Feature("wind_direction", i % 36 * 10, "deg"),
        ]);
    })) + "]}\n";

    /// <summary>Tenths of a degree with their sign.</summary>
    private static string Tenths(int i) => Text($"{(i % 400) - 100:+0000;-0000}");

    private static double Kelvin(int i) => 250 + (i % 500 * 0.1);

    private static DateTime Time(int i) => new DateTime(2020, 10, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(i % 700);

    private static string Join(string head, int count, Func<int, string> report)
    {
        var text = new StringBuilder(head);
        for (var i = 0; i < count; i++)
        {
            text.Append(report(i));
        }

        return text.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
