{{/*
Pod that runs `slams` with the settings of a config map:
`dict "root" $ "name" NAME "args" LIST "settings" CONFIGMAP "secret" SECRET "resources" DICT "account" NAME`.
*/}}
{{- define "slams.toolPod" -}}
{{- $root := .root -}}
{{ include "slams.podSecurity" . }}
containers:
  - name: {{ .name }}
    image: {{ include "slams.image" (dict "root" $root "component" "cli") }}
    imagePullPolicy: {{ $root.Values.image.pullPolicy }}
    args: {{ toJson .args }}
    envFrom:
      - configMapRef: { name: {{ .settings }} }
    {{- with include "slams.kafkaEnv" . | trim }}
    env:
      {{- . | nindent 6 }}
    {{- end }}
    resources:
      {{- toYaml .resources | nindent 6 }}
    securityContext:
      {{- toYaml $root.Values.containerSecurityContext | nindent 6 }}
    volumeMounts:
      - { name: tmp, mountPath: /tmp }
      {{- include "slams.kafkaMounts" $root | nindent 6 }}
volumes:
  - name: tmp
    emptyDir: { sizeLimit: 64Mi }
  {{- include "slams.kafkaVolumes" $root | nindent 2 }}
{{- end -}}
