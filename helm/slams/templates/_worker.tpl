{{/* Pod template of a worker: `dict "root" $ "key" KEY`. */}}
{{- define "slams.workerPod" -}}
{{- $root := .root -}}
{{- $key := .key -}}
{{- $worker := get $root.Values $key -}}
{{- $component := include "slams.component" . -}}
{{- $labels := dict "root" $root "component" $component -}}
metadata:
  labels:
    {{- include "slams.labels" $labels | nindent 4 }}
    {{- with $worker.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    # A change of settings starts the pods anew.
    checksum/settings: {{ printf "%s%s%s" (include "slams.sharedSettings" (dict "root" $root)) (include "slams.workerSettings" .) $root.Values.kafka.sasl.password | sha256sum }}
    {{- with $worker.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  {{- include "slams.podSecurity" (dict "root" $root "account" (include "slams.serviceAccount" $root)) | nindent 2 }}
  terminationGracePeriodSeconds: {{ $worker.terminationGracePeriodSeconds }}
  {{- with $worker.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $worker.runtimeClassName }}
  runtimeClassName: {{ . }}
  {{- end }}
  {{- with $worker.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $worker.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $worker.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- if $worker.topologySpread.enabled }}
  topologySpreadConstraints:
    - maxSkew: 1
      topologyKey: {{ $worker.topologySpread.topologyKey }}
      whenUnsatisfiable: {{ $worker.topologySpread.whenUnsatisfiable }}
      labelSelector:
        matchLabels:
          {{- include "slams.selector" $labels | nindent 10 }}
  {{- end }}
  {{- with include "slams.modelInit" $root | trim }}
  initContainers:
    {{- . | nindent 4 }}
  {{- end }}
  containers:
    - name: {{ $component }}
      image: {{ include "slams.image" (dict "root" $root "component" $component "override" $worker.image) }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      envFrom:
        - configMapRef: { name: {{ include "slams.fullname" $root }}-shared }
        - configMapRef: { name: {{ include "slams.worker" . }} }
      {{- with include "slams.workerEnv" . | trim }}
      env:
        {{- . | nindent 8 }}
      {{- end }}
      ports:
        - { name: http, containerPort: 8080, protocol: TCP }
        - { name: metrics, containerPort: 9464, protocol: TCP }
      startupProbe:
        httpGet: { path: /health/live, port: http }
        {{- toYaml $worker.startupProbe | nindent 8 }}
      livenessProbe:
        httpGet: { path: /health/live, port: http }
        {{- toYaml $worker.livenessProbe | nindent 8 }}
      readinessProbe:
        httpGet: { path: /health/ready, port: http }
        {{- toYaml $worker.readinessProbe | nindent 8 }}
      resources:
        {{- include "slams.workerResources" . | nindent 8 }}
      securityContext:
        {{- toYaml $root.Values.containerSecurityContext | nindent 8 }}
      volumeMounts:
        # For the runtime's diagnostic sockets.
        - { name: tmp, mountPath: /tmp }
        {{- include "slams.kafkaMounts" $root | nindent 8 }}
        {{- include "slams.modelMount" $root | nindent 8 }}
        {{- if $worker.input }}
        - name: input
          mountPath: /input
          readOnly: true
          {{- with $worker.input.subPath }}
          subPath: {{ . }}
          {{- end }}
        {{- else if $worker.output }}
        - { name: data, mountPath: /data }
        {{- end }}
        {{- if include "slams.ownSpool" . }}
        - { name: spool, mountPath: /spool }
        {{- end }}
        {{- with $worker.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir: { sizeLimit: 64Mi }
    {{- include "slams.kafkaVolumes" $root | nindent 4 }}
    {{- include "slams.modelVolume" $root | nindent 4 }}
    {{- if $worker.input }}
    - name: input
      persistentVolumeClaim: { claimName: {{ $worker.input.existingClaim | default (printf "%s-input" (include "slams.worker" .)) }}, readOnly: true }
    {{- else if and $worker.output $worker.output.existingClaim }}
    - name: data
      persistentVolumeClaim: { claimName: {{ $worker.output.existingClaim }} }
    {{- end }}
    {{- if include "slams.ownSpool" . }}
    - name: spool
      emptyDir: { sizeLimit: {{ $worker.input.spoolSize }} }
    {{- end }}
    {{- with $worker.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* Environment beside the config maps: secrets, the group of a publisher, and what the values add. */}}
{{- define "slams.workerEnv" -}}
{{- include "slams.kafkaEnv" (dict "root" .root "secret" (printf "%s-kafka" (include "slams.fullname" .root))) }}
{{- if eq .key "publisher" }}
- name: POD_NAME
  valueFrom: { fieldRef: { fieldPath: metadata.name } }
- name: Publisher__Group
  value: {{ printf "%s-$(POD_NAME)" (.root.Values.config.Run.TopicPrefix | default "slams") }}
{{- end }}
{{- with (get .root.Values .key).extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "slams.workerResources" -}}
{{- $resources := deepCopy (get .root.Values .key).resources -}}
{{- if and (eq .key "assimilator") .root.Values.assimilator.gpu.enabled -}}
{{- $gpu := .root.Values.assimilator.gpu -}}
{{- $resources = mergeOverwrite $resources (dict "limits" (dict $gpu.resource $gpu.count)) -}}
{{- end -}}
{{- toYaml $resources -}}
{{- end -}}
