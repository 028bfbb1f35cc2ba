#!/usr/bin/env bash
# Encodes the messages beside it with ecCodes (bufr_filter), with values of no real station. They are kept, since what another version of ecCodes
# writes may differ in bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
sample=$(codes_info -s)/BUFR4.tmpl

encode() {
    bufr_filter -o "$1" - "$sample" <<< "$2 set pack = 1; write;"
}

when='set year = 2026; set month = 11; set day = 29; set hour = 6; set minute = 0;'

# One land station with precipitation of six hours and of one.
encode land.bufr "set masterTablesVersionNumber = 37; set dataCategory = 0; set inputDelayedDescriptorReplicationFactor = { 0, 0 };
set unexpandedDescriptors = { 307080 }; set blockNumber = 10; set stationNumber = 7; $when
set latitude = 47.12345; set longitude = -8.54321; set heightOfStationGroundAboveMeanSeaLevel = 431.5;
set nonCoordinatePressure = 96850; set airTemperature = 281.36; set dewpointTemperature = 279.02;
set windDirection = 240; set windSpeed = 3.7;
set #1#timePeriod = -1; set #4#timePeriod = -6; set #1#totalPrecipitationOrTotalWaterEquivalent = 4.2;
set #5#timePeriod = -1; set #2#totalPrecipitationOrTotalWaterEquivalent = 0.3;"

# The same as a correction of edition 3.
encode correction.bufr "set edition = 3; set masterTablesVersionNumber = 13; set bufrHeaderCentre = 98; set dataCategory = 0; set updateSequenceNumber = 1;
set inputDelayedDescriptorReplicationFactor = { 0, 0 };
set unexpandedDescriptors = { 307080 }; set blockNumber = 10; set stationNumber = 7; $when
set latitude = 47.12345; set longitude = -8.54321; set airTemperature = 280.36; set #1#totalPrecipitationOrTotalWaterEquivalent = -0.1;
set #4#timePeriod = -6;"

# Four stations known by WIGOS identifiers, compressed; the third has no temperature.
encode compressed.bufr "set masterTablesVersionNumber = 37; set dataCategory = 0; set numberOfSubsets = 4; set compressedData = 1;
set inputDelayedDescriptorReplicationFactor = { 1, 0 };
set unexpandedDescriptors = { 301150, 307086 };
set wigosIdentifierSeries = 0; set wigosIssuerOfIdentifier = 20001; set wigosIssueNumber = 0;
set wigosLocalIdentifierCharacter = { \"A1\", \"B22\", \"C333\", \"D\" }; $when
set latitude = { 10.5, 11.25, -12, 13 }; set longitude = { 1, 2, 3, 179.99999 }; set heightOfStationGroundAboveMeanSeaLevel = { 1, 22.5, 333, -4 };
set nonCoordinatePressure = { 100010, 99020, 97030, 100040 }; set airTemperature = { 290.11, 291.22, -1e100, 293.44 }; set dewpointTemperature = 285.5;
set #1#totalPrecipitationPast24Hours = { 0, 1.5, 0, 0 };"

# Three of them one after the other.
encode rows.bufr "set masterTablesVersionNumber = 37; set dataCategory = 0; set numberOfSubsets = 3; set compressedData = 0;
set inputDelayedDescriptorReplicationFactor = { 0, 0, 2, 1, 1, 0 };
set unexpandedDescriptors = { 307080 }; 
set #1#blockNumber = 10; set #1#stationNumber = 1;
set #2#blockNumber = 11; set #2#stationNumber = 22;
set #3#blockNumber = 12; set #3#stationNumber = 333;
set #1#year = 2026; set #1#month = 11; set #1#day = 29; set #1#hour = 5; set #1#minute = 0;
set #2#year = 2026; set #2#month = 11; set #2#day = 29; set #2#hour = 6; set #2#minute = 0;
set #3#year = 2026; set #3#month = 11; set #3#day = 29; set #3#hour = 7; set #3#minute = 0;
set #1#latitude = 10.5; set #1#longitude = 1; set #1#airTemperature = 290.11;
set #2#latitude = 11.25; set #2#longitude = 2; set #2#airTemperature = 291.22;
set #3#latitude = -12; set #3#longitude = 3; set #3#airTemperature = 292.33;"

# A ship.
encode ship.bufr "set masterTablesVersionNumber = 37; set dataCategory = 1; set inputDelayedDescriptorReplicationFactor = { 0, 0 };
set unexpandedDescriptors = { 308009 }; set shipOrMobileLandStationIdentifier = \"SLAM1\"; $when
set latitude = -33.5; set longitude = 18.1; set nonCoordinatePressure = 101250; set airTemperature = 288.7; set windSpeed = 12.3; set windDirection = 310;"

# Elements changed by operators: width, scale, reference and width at once, length of a text, an associated field, an element of no table.
encode operators.bufr "set masterTablesVersionNumber = 37; set dataCategory = 0; set numberOfSubsets = 2; set compressedData = 1;
set unexpandedDescriptors = { 301001, 301011, 301012, 301021, 208003, 1015, 208000, 204007, 31021, 12101, 204000, 201132, 202129, 12103, 202000, 201000, 207001, 10004, 207000 };
set blockNumber = { 10, 11 }; set stationNumber = 5; $when
set latitude = { 1, 2 }; set longitude = 3; set stationOrSiteName = { \"abc\", \"xyz\" }; set airTemperature->associatedField = 5;
set airTemperature = { 280.11, 280.12 }; set dewpointTemperature = { 275.123, 275.456 }; set nonCoordinatePressure = { 100011, 100022 };"

# A sounding of three levels, the last without temperature.
encode sounding.bufr "set masterTablesVersionNumber = 37; set dataCategory = 2; set inputExtendedDelayedDescriptorReplicationFactor = 3; set inputDelayedDescriptorReplicationFactor = 0;
set unexpandedDescriptors = { 309052 }; set blockNumber = 10; set stationNumber = 7; $when
set latitude = 47.1; set longitude = -8.5; set heightOfStationGroundAboveMeanSeaLevel = 431;
set #1#pressure = 96850; set #2#pressure = 85000; set #3#pressure = 70000; set #1#airTemperature = 281.36; set #2#airTemperature = 274.05; 
set #1#dewpointTemperature = 279.02; set #1#nonCoordinateGeopotentialHeight = 431; set #2#nonCoordinateGeopotentialHeight = 1480;"
